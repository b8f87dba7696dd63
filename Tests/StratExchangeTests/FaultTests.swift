import StratExchange
import StratMarket
import StratRandom
import StratTrading
import Testing

/// What goes wrong on purpose.
struct FaultTests {
  private func plan(_ change: (inout RequestFaults) -> Void) -> FaultPlan {
    var faults = RequestFaults()
    change(&faults)
    var plan = FaultPlan()
    plan.requests[.submit] = faults
    return plan
  }

  @Test func `without a plan nothing goes wrong`() {
    var faults = Faults(.none)
    for kind in RequestKind.allCases { #expect(faults.next(kind) == .none) }
    var stream = faults.stream(of: Int.self)
    for number in 0..<100 {
      guard case .deliver([number]) = stream.pass(number) else {
        Issue.record("\(number) was not delivered")
        return
      }
    }
  }

  @Test func `the same plan gives the same faults, another seed others`() {
    var one = plan { $0.lostBefore = 0.3 }
    one.requests[.submit]?.lostAfter = 0.3
    var other = one
    other.seed = 2
    func draw(_ plan: FaultPlan) -> [RequestFault] {
      var faults = Faults(plan)
      return (0..<200).map { _ in faults.next(.submit) }
    }
    #expect(draw(one) == draw(one))
    #expect(draw(one) != draw(other))
    #expect(Set(draw(one)) == [.none, .lostBefore(silent: false), .lostAfter(silent: false)])
  }

  @Test func `a storm refuses as many requests as it is long, of its kind alone`() {
    var plan = plan {
      $0.limited = 1
      $0.stormLength = 3
    }
    plan.requests[.cancel] = RequestFaults()
    var faults = Faults(plan)
    for _ in 0..<5 {
      #expect(faults.next(.submit) == .limited(retryAfterMilliseconds: 1_000))
      #expect(faults.next(.cancel) == .none)
    }
    // A storm that begins rarely still lasts.
    var rare = plan
    rare.requests[.submit]?.limited = 0.05
    faults = Faults(rare)
    let limited = (0..<2_000).map { _ in faults.next(.submit) != .none }
    let lengths = limited.split(separator: false).map(\.count)
    #expect(!lengths.isEmpty)
    #expect(lengths.allSatisfy { $0 >= 3 })
  }

  @Test func `a stream drops, doubles, exchanges, falls silent and ends`() {
    func run(_ change: (inout StreamFaults) -> Void, seed: UInt64 = 1) -> (got: [Int], end: Bool) {
      var faults = StreamFaults()
      change(&faults)
      var stream = FaultyStream<Int>(faults, random: SplitMix64(seed: seed))
      var got: [Int] = []
      for number in 0..<500 {
        switch stream.pass(number) {
        case .deliver(let messages): got += messages
        case .disconnect: return (got, true)
        }
      }
      return (got, false)
    }
    let dropped = run { $0.drop = 0.2 }.got
    #expect(dropped.count < 500 && dropped.count > 300 && dropped == dropped.sorted())
    let doubled = run { $0.duplicate = 0.2 }.got
    #expect(doubled.count > 500 && Set(doubled).count == 500)
    let moved = run { $0.reorder = 0.2 }.got
    #expect(moved != moved.sorted())
    #expect(Set(moved).count == moved.count && moved.count >= 499)
    let muted = run { $0.mute = 0.05 }
    #expect(!muted.end && muted.got.count < 500 && muted.got == Array(0..<muted.got.count))
    let ended = run { $0.disconnect = 0.05 }
    #expect(ended.end && ended.got == Array(0..<ended.got.count))
  }

  @Test func `a plan is read strictly, with defaults for what it leaves out`() throws {
    let text = #"{"requests":{"submit":{"lostAfter":0.5}},"seed":7,"stream":{"drop":0.1}}"#
    let plan = try CanonicalJSON.decode(FaultPlan.self, from: text)
    #expect(plan.seed == 7)
    #expect(plan.requests[.submit]?.lostAfter == 0.5)
    #expect(plan.requests[.submit]?.stormLength == 5)
    #expect(plan.stream.drop == 0.1)
    #expect(try CanonicalJSON.decode(FaultPlan.self, from: CanonicalJSON.encode(plan)) == plan)
    for wrong in [
      #"{"sead":7}"#, #"{"requests":{"submitt":{}}}"#, #"{"requests":{"submit":{"lost":1}}}"#,
      #"{"stream":{"dropped":0.1}}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try CanonicalJSON.decode(FaultPlan.self, from: wrong)
      }
    }
  }

  @Test func `what is no probability is told`() {
    var plan = plan { $0.lostAfter = 1.5 }
    plan.requests[.cancel] = RequestFaults()
    plan.requests[.cancel]?.refused = 0.5
    plan.stream.mute = -1
    plan.partialFills = .nan
    #expect(plan.problems.count == 4)
    #expect(FaultPlan.none.problems == [])
  }

  @Test func `a fill that is cut short leaves the rest to wait`() throws {
    var bench = try ExchangeBench()
    try bench.exchange.apply(
      .partialFills(chance: PartialFills(probability: 1, seed: 3)))
    try bench.submit(order("1", .buy, 100))
    try bench.run(100, 101, 99, 100)
    let first = bench.fills()
    #expect(first.count == 1)
    #expect(first[0].quantity < Quantity(100) && first[0].quantity.isPositive)
    #expect(bench.status("1") == .partlyFilled)
    for _ in 0..<200 { try bench.run(100, 101, 99, 100) }
    #expect(bench.status("1") == .filled)
    #expect(bench.held() == Quantity(100))
  }
}
