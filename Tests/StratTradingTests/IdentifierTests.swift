import StratTrading
import Testing

/// Ids are held in parts and are what their texts are.
struct IdentifierTests {
  @Test func `an id is the text that it is written as`() throws {
    let long = String(repeating: "session-", count: 9)
    for (session, symbol) in [
      ("s", "ABC"), ("backtest-0123abcd", "BTCUSDT"), (long, "X"), ("a:b", "c.d"), ("", ""),
      ("größe", "日経"), ("exactly-thirty-two-bytes-", "of:it."),
    ] {
      let id = ClientOrderID(
        session: SessionID(session), symbol: symbol, bar: 1_204, leg: .stop, sequence: 17)
      #expect(id.rawValue == "\(session):\(symbol):1204:stop.17")
      let read = ClientOrderID(rawValue: id.rawValue)
      #expect(read == id)
      #expect(read.hashValue == id.hashValue)
      #expect(try CanonicalJSON.encode([id]) == "[\"\(id.rawValue)\"]")
      #expect(try CanonicalJSON.decode([ClientOrderID].self, from: "[\"\(id.rawValue)\"]") == [id])
    }
  }

  @Test(arguments: [
    "", "ghost", ":", ".", "s:X:1:entry", "s:X:01:entry.1", "s:X:1:entry.01", "s:X:+1:entry.1",
    "s:X:-1:entry.1", "s:X:1:entrance.1", "s:X:1:entry.", "1:entry.1",
    "s:X:99999999999999999999:entry.1", "s:X:1:entry.1\u{0}",
  ])
  func `a text that we would not write stays what it is`(text: String) {
    let id = ClientOrderID(rawValue: text)
    #expect(id.rawValue == text)
    #expect(id == ClientOrderID(rawValue: text))
    #expect(id != ClientOrderID(rawValue: text + " "))
  }

  @Test func `ids that differ anywhere differ`() {
    let session = SessionID("s")
    let ids = [
      ClientOrderID(session: session, symbol: "X", bar: 1, leg: .entry, sequence: 1),
      ClientOrderID(session: session, symbol: "X", bar: 1, leg: .entry, sequence: 2),
      ClientOrderID(session: session, symbol: "X", bar: 2, leg: .entry, sequence: 1),
      ClientOrderID(session: session, symbol: "X", bar: 1, leg: .exit, sequence: 1),
      ClientOrderID(session: session, symbol: "Y", bar: 1, leg: .entry, sequence: 1),
    ]
    #expect(Set(ids).count == ids.count)
    #expect(Set(ids.map(\.rawValue)).count == ids.count)
  }

  @Test func `one text can come of two sessions, and is one id`() {
    let left = ClientOrderID(
      session: SessionID("a:b"), symbol: "c", bar: 1, leg: .entry, sequence: 1)
    let right = ClientOrderID(
      session: SessionID("a"), symbol: "b:c", bar: 1, leg: .entry, sequence: 1)
    #expect(left.rawValue == right.rawValue)
    #expect(left == right)
  }

  @Test(arguments: ["s:X:1:entry.1#1", "ghost#3", "#", "#1", "17", "a#01", "a#b", "", "a#1#2"])
  func `the id of a fill is its text`(text: String) {
    #expect(FillID(rawValue: text).rawValue == text)
    #expect(FillID(rawValue: text) == FillID(rawValue: text))
    #expect(FillID(rawValue: text) != FillID(rawValue: text + "0"))
  }
}
