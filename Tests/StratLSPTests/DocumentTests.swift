import StratLSP
import Testing

/// Documents as the client changes them.
struct DocumentTests {
  private func edit(
    _ from: (Int, Int), _ to: (Int, Int), _ text: String
  ) -> JSON {
    [
      "range": [
        "start": ["line": .integer(from.0), "character": .integer(from.1)],
        "end": ["line": .integer(to.0), "character": .integer(to.1)],
      ], "text": .string(text),
    ]
  }

  @Test func `a mistake is told with its code, place and notes`() throws {
    let client = Client.opened("let é = 1\nentry long when close > rsi(close, 14)\n")
    let finding = try #require(client.findings().first { $0["code"] == "E0203" })
    #expect(finding["severity"] == 1)
    #expect(finding["source"] == "strat")
    #expect(finding["range"]["start"] == ["line": 1, "character": 16])
    #expect(finding["message"].stringValue?.contains("price") == true)
    let related = try #require(finding["relatedInformation"].arrayValue)
    #expect(related.contains { $0["message"] == "this is in points (0 to 100)" })
    #expect(related.allSatisfy { $0["location"]["uri"] == .string(Client.uri) })
  }

  @Test func `a name never used is a warning that is shown faint`() {
    let client = Client.opened("let x = close\n")
    #expect(client.codes() == ["W1001"])
    #expect(client.findings().first?["severity"] == 2)
    #expect(client.findings().first?["tags"] == [1])
  }

  @Test func `a client that shows nothing related gets it as words`() throws {
    let client = Client.opened("entry long when foo(close) > 1\n", capabilities: [:])
    let finding = try #require(client.findings().first)
    #expect(finding["relatedInformation"].isNull)
  }

  @Test func `changes of parts and of everything are followed`() {
    let client = Client.opened("let x = clos\n")
    #expect(client.codes() == ["W1001", "E0301"])
    client.change([edit((0, 12), (0, 12), "e")])
    #expect(client.codes() == ["W1001"])
    client.change([edit((0, 0), (1, 0), ""), edit((0, 0), (0, 0), "stop close * 0.9")])
    #expect(client.codes() == [])
    client.change([["text": "let"]])
    #expect(client.codes() == ["E0104"])
    #expect(client.notifications.last?["params"]["version"] == 2)
  }

  @Test(arguments: [
    ("utf-8", 4), ("utf-16", 2), ("utf-32", 1),
  ])
  func `columns count what was agreed upon`(encoding: String, width: Int) {
    let client = Client()
    let result = client.request(
      "initialize",
      ["capabilities": ["general": ["positionEncodings": ["utf-7", .string(encoding)]]]])
    #expect(result["capabilities"]["positionEncoding"] == .string(encoding))
    client.open("test \"😀\" { }\n")
    // Behind the character and the quotation mark.
    client.change([edit((0, 6 + width), (0, 7 + width), "\" on \"x.csv\"")])
    client.change([edit((0, 0), (0, 4), "strategy"), edit((0, 11 + width), (0, 99), " on 1h")])
    #expect(client.codes() == [], "\(client.findings())")
  }

  @Test(arguments: [
    ((0, 99), "let x = 1!\nlet y = 2"), ((99, 0), "let x = 1\nlet y = 2!"),
    ((1, 0), "let x = 1\n!let y = 2"),
  ])
  func `places outside the text are at its ends`(place: (Int, Int), expected: String) {
    let client = Client.opened("let x = 1\nlet y = 2")
    client.change([edit(place, place, "!")])
    // Both show the same findings at the same places.
    #expect(client.findings() == Client.opened(expected).findings())
  }

  @Test func `a place inside a character is before it`() {
    let client = Client.opened("# 😀\nlet x = 1")
    client.change([edit((0, 3), (0, 3), "é")])
    #expect(client.codes() == ["W1001"])
    client.change([edit((0, 5), (1, 0), "\n")])
    #expect(client.findings().first?["range"]["start"] == ["line": 1, "character": 4])
  }

  @Test func `line ends of every kind are counted`() {
    for ends in ["\n", "\r\n"] {
      let client = Client.opened("# a\(ends)# b\(ends)let x = close")
      #expect(client.findings().first?["range"]["start"] == ["line": 2, "character": 4])
    }
    #expect(Client.opened("let x =\r1").findings().first?["range"]["start"]["line"] == 0)
  }

  @Test func `several documents are kept apart, and closed ones have no findings`() {
    let client = Client.opened("let x = 1")
    client.open("let = ", uri: "untitled:Untitled-1")
    #expect(client.codes() == ["W1001"])
    #expect(client.codes(of: "untitled:Untitled-1") == ["E0104"])
    client.notify(
      "textDocument/didClose", ["textDocument": ["uri": "untitled:Untitled-1"]])
    #expect(client.codes(of: "untitled:Untitled-1") == [])
    let reply = client.ask(
      "textDocument/documentSymbol", ["textDocument": ["uri": "untitled:Untitled-1"]])
    #expect(reply["error"]["code"] == -32602)
    #expect(client.codes() == ["W1001"])
  }

  @Test func `what makes no sense changes nothing`() {
    let client = Client.opened("let x = 1")
    client.change([["text": 5], ["range": ["start": 3], "text": "y"], [:], 7])
    client.notify("textDocument/didChange", ["textDocument": ["uri": "file:///other"]])
    client.notify("textDocument/didOpen", ["textDocument": ["uri": 7]])
    client.notify("textDocument/didClose", .null)
    #expect(client.codes() == ["W1001"])
    let reply = client.ask(
      "textDocument/hover",
      ["textDocument": ["uri": .string(Client.uri)], "position": ["line": -1, "character": 0]])
    #expect(reply["error"]["code"] == -32602)
  }

  @Test func `a text longer than the compiler reads is a finding`() {
    let client = Client.opened()
    client.open(String(repeating: "#", count: 1 << 24) + "\n")
    #expect(client.codes() == ["E0901"])
    #expect(client.request("textDocument/semanticTokens/full", Client.params([:]))["data"] == [])
  }

  @Test func `changes that come together are checked once`() {
    let client = Client.opened("let x = 1")
    let before = client.notifications.count
    func change(_ text: String, _ version: Int) -> [UInt8] {
      Client.framed([
        "jsonrpc": "2.0", "method": "textDocument/didChange",
        "params": [
          "textDocument": ["uri": .string(Client.uri), "version": .integer(version)],
          "contentChanges": [["text": .string(text)]],
        ],
      ])
    }
    _ = client.send(change("let", 2) + change("let x", 3) + change("let x = 2", 4))
    #expect(client.notifications.count == before + 1)
    #expect(client.notifications.last?["params"]["version"] == 4)
    #expect(client.codes() == ["W1001"])
  }
}
