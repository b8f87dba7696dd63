import StratMarket
import StratSessions
import StratTrading
import Testing

/// TC-005: whoever watches sees everything or learns what was missed, and holds nobody up.
struct ObserverTests {
  private let session = SessionID("s")
  private let time = Timestamp(milliseconds: 0)

  private func publish(_ hub: EventHub, _ numbers: ClosedRange<Int>, of session: String = "s") {
    for number in numbers {
      hub.publish(.health, "n", "\(number)", of: SessionID(session), at: time)
    }
  }

  @Test func `TC-005 events come in order, numbered without holes`() async {
    let hub = EventHub()
    var reader = hub.events(capacity: 16).makeAsyncIterator()
    publish(hub, 1...10)
    for number in 1...10 {
      let event = await reader.next()
      #expect(event?.sequence == Int64(number))
      #expect(event?.detail == "\(number)")
    }
  }

  @Test func `TC-005 a slow reader learns how many it missed, and others miss none`() async {
    let hub = EventHub()
    var slow = hub.events(capacity: 4).makeAsyncIterator()
    var patient = hub.events(capacity: 100).makeAsyncIterator()
    publish(hub, 1...10)
    let gap = await slow.next()
    #expect(gap?.kind == .missed)
    #expect(gap?.detail == "6")
    for number in 7...10 { #expect(await slow.next()?.detail == "\(number)") }
    publish(hub, 11...11)
    #expect(await slow.next()?.detail == "11")
    for number in 1...11 { #expect(await patient.next()?.detail == "\(number)") }
  }

  @Test func `a reader of one session sees no other's events`() async {
    let hub = EventHub()
    var reader = hub.events(of: SessionID("b"), capacity: 2).makeAsyncIterator()
    publish(hub, 1...50, of: "a")
    publish(hub, 1...1, of: "b")
    #expect(await reader.next()?.session == SessionID("b"))
  }

  @Test func `a reader that waits is woken, by an event, by the end and by being cancelled`()
    async
  {
    let hub = EventHub()
    let events = hub.events()
    let waiting = Task { () -> [String] in
      var seen: [String] = []
      for await event in events { seen.append(event.detail) }
      return seen
    }
    publish(hub, 1...3)
    hub.finish()
    #expect(await waiting.value == ["1", "2", "3"])
    let idle = hub.events()
    let cancelled = Task { () -> Int in
      var count = 0
      for await _ in idle { count += 1 }
      return count
    }
    cancelled.cancel()
    #expect(await cancelled.value == 0)
  }

  @Test func `a reader that is let go is forgotten`() {
    let hub = EventHub()
    do {
      let events = hub.events()
      #expect(hub.readerCount == 1)
      _ = events
    }
    #expect(hub.readerCount == 0)
  }

  @Test func `TC-005 a reader that never reads does not hold up trading`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let idle = manager.events(capacity: 1)
    let id = try await bench.liveSession(manager)
    for price in [101.0, 85, 101, 85] {
      await bench.venue.close("AAA", at: price)
      let isHeld = price > 100
      try await bench.eventually("traded") { await bench.venue.quantity("AAA").isZero != isHeld }
    }
    #expect(try await manager.reading(id)?.figures.bars == 4)
    var reader = idle.makeAsyncIterator()
    let first = await reader.next()
    #expect(first?.kind == .missed)
    #expect((first.flatMap { Int($0.detail) } ?? 0) > 20)
    try await bench.shutdown(manager)
  }

  @Test func `every command and answer has a form that travels`() throws {
    let command = SessionCommand(.stop, session, reason: "why", flatten: true)
    let text = try CanonicalJSON.encode(command)
    #expect(text == #"{"action":"stop","flatten":true,"reason":"why","session":"s"}"#)
    #expect(try CanonicalJSON.decode(SessionCommand.self, from: text) == command)
    let sparse = #"{"strategy":"x","symbols":["AAA"],"broker":"b","initialCash":"1000"}"#
    let request = try CanonicalJSON.decode(StartRequest.self, from: sparse)
    #expect(request.mode == .auto)
    #expect(request.settings == LiveSettings())
    #expect(
      try CanonicalJSON.decode(StartRequest.self, from: try CanonicalJSON.encode(request))
        == request)
    let error = SessionsError(.notFlat, "still held")
    #expect(
      try CanonicalJSON.decode(SessionsError.self, from: try CanonicalJSON.encode(error)) == error)
  }
}
