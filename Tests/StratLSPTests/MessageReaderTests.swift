import StratLSP
import Testing

struct MessageReaderTests {
  private func events(_ pieces: [String], limit: Int = 100) -> [MessageReader.Event] {
    var reader = MessageReader(contentLimit: limit)
    var events: [MessageReader.Event] = []
    for piece in pieces {
      reader.append(Array(piece.utf8))
      while let event = reader.next() { events.append(event) }
    }
    return events
  }

  private func content(_ text: String) -> MessageReader.Event { .content(Array(text.utf8)) }

  @Test func `messages come whole, in pieces, and several at once`() {
    let message = "Content-Length: 4\r\n\r\nabcd"
    #expect(events([message]) == [content("abcd")])
    #expect(events(message.map { String($0) }) == [content("abcd")])
    #expect(events([message + message]) == [content("abcd"), content("abcd")])
    #expect(events(["Content-Length: 0\r\n\r\n"]) == [content("")])
  }

  @Test func `headers may have any case, company and line ends`() {
    #expect(
      events(["Content-Type: x; charset=utf-8\r\ncontent-LENGTH:2\r\n\r\nab"]) == [content("ab")])
    #expect(events(["Content-Length: 2\n\nab"]) == [content("ab")])
  }

  @Test(arguments: [
    "Length: 5\r\n\r\n", "Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n",
    "Content-Length:\r\n\r\n", "\r\n\r\n", "garbage\u{0}\u{1}\n\n",
    "Content-Length: 99999999999999999999\r\n\r\n",
  ])
  func `after a header that makes no sense, reading goes on at the next`(header: String) {
    let events = events([header + "what was meant", "Content-Length: 2\r\n\r\nab"])
    #expect(events.count == 2)
    guard case .malformedHeader? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(events.last == content("ab"))
  }

  @Test func `bytes that never become a header do not pile up`() {
    let events = events(
      (0..<50).map { _ in String(repeating: "x", count: 1_000) } + [
        "Content-Len", "gth: 1\r\n\r\na",
      ])
    #expect(events.count == 2)
    #expect(events.last == content("a"))
  }

  @Test func `content that is too long is passed over`() {
    let long = String(repeating: "x", count: 101)
    let messages = "Content-Length: 101\r\n\r\n\(long)Content-Length: 100\r\n\r\n\(long.dropLast())"
    let expected: [MessageReader.Event] = [.tooLarge(101), content(String(long.dropLast()))]
    #expect(events([messages]) == expected)
    #expect(events(messages.map { String($0) }) == expected)
  }

  @Test func `a message that is too long is answered, and the next one too`() {
    let client = Client(contentLimit: 200)
    let text = Array(String(repeating: " ", count: 201).utf8)
    let replies = client.send(Array("Content-Length: 201\r\n\r\n".utf8) + text)
    #expect(replies.first?["error"]["code"] == -32600)
    #expect(client.request("initialize")["serverInfo"]["name"] == "strat")
  }
}
