import Foundation
import StratLSP
import TestSupport
import Testing

/// Whatever comes is answered, and nothing stops the server.
struct RobustnessTests {
  private static let root: URL = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  private static func texts(_ folder: String) -> [String] {
    let base = root.appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
    return names.filter { $0.hasSuffix(".strat") }.sorted().compactMap { name in
      (try? Data(contentsOf: base.appending(path: name))).map {
        String(decoding: Array($0), as: UTF8.self)
      }
    }
  }

  private static let methods = [
    "hover", "completion", "signatureHelp", "definition", "references", "documentHighlight",
    "prepareRename", "rename", "documentSymbol", "formatting", "semanticTokens/full",
    "codeAction",
  ]

  private func askEverything(_ client: Client, line: Int, column: Int, _ note: String) {
    let position: JSON = ["line": .integer(line), "character": .integer(column)]
    for method in Self.methods {
      let reply = client.ask(
        "textDocument/" + method,
        [
          "textDocument": ["uri": .string(Client.uri)], "position": position,
          "newName": "renamed", "range": ["start": position, "end": position], "context": [:],
        ])
      let code = reply["error"]["code"]
      #expect(code.isNull || code == -32803, "\(note): \(method) at \(line):\(column): \(reply)")
    }
  }

  @Test func `every word of every strategy can be asked about`() throws {
    let strategies = Self.texts("strategies")
    try #require(strategies.count >= 6)
    for text in strategies {
      let client = Client.opened(text)
      #expect(client.codes() == [])
      for (line, content) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        for column in stride(from: 0, through: content.utf16.count, by: 19) {
          askEverything(client, line: line, column: column, "strategy")
        }
      }
    }
  }

  @Test(arguments: ["valid", "invalid"])
  func `every fixture, right or wrong, can be asked about`(folder: String) throws {
    let texts = Self.texts("Tests/Fixtures/syntax/\(folder)")
    try #require(texts.count >= 30)
    for text in texts {
      let client = Client.opened(text)
      for line in 0...min(text.split(separator: "\n").count, 6) {
        askEverything(client, line: line, column: line * 3, folder)
      }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `random edits keep the server and the client of one mind`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let words = [
      "let x = ", "close", "(", ")", "{", "}", "\n", " ", ".", "rsi(", ",", "def f(a) = ", "é", "😀",
      "\"", "#", "n: ", "param n = 5\n", "entry long when ", "[1]", "risk {", "\r\n", "\t", "1h",
    ]
    let client = Client.opened("let a = close\nstop a\n")
    var text = Array("let a = close\nstop a\n".utf16)
    for round in 0..<150 {
      // Between whole characters, so that both sides cut alike.
      let ends = [
        random.index(below: text.count + 1), random.index(below: min(text.count + 1, 40)),
      ].map { cut in
        var cut = cut
        if cut < text.count, UTF16.isTrailSurrogate(text[cut]) { cut -= 1 }
        // Nor between the two of a line end.
        if cut > 0, cut < text.count, text[cut] == 10, text[cut - 1] == 13 { cut -= 1 }
        return cut
      }.sorted()
      let from = max(ends[0], ends[1] - 6)
      let start = UTF16.isTrailSurrogate(from < text.count ? text[from] : 0) ? from - 1 : from
      let word = words[random.index(below: words.count)]
      func position(_ offset: Int) -> JSON {
        let before = text[..<offset]
        let line = before.count { $0 == 10 }
        let column = offset - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0)
        return ["line": .integer(line), "character": .integer(column)]
      }
      let range: JSON = ["start": position(start), "end": position(ends[1])]
      // A lone carriage return ends a line for the protocol, which the model here does not count.
      if text.contains(13) {
        text = Array(text.filter { $0 != 13 })
        client.change([["text": .string(String(decoding: text, as: UTF16.self))]])
        continue
      }
      client.change([["range": range, "text": .string(word)]])
      text.replaceSubrange(start..<ends[1], with: word.utf16)
      if text.count > 400 {
        text = []
        client.change([["text": ""]])
      }
      if round % 10 == 0 {
        askEverything(
          client, line: random.index(below: 5), column: random.index(below: 30),
          "seed \(seed) round \(round)")
        let whole = Client.opened(String(decoding: text, as: UTF16.self))
        #expect(client.findings() == whole.findings(), "seed \(seed) round \(round)")
      }
    }
  }

  /// What grew with the square of the length would not come to an end here.
  @Test func `long lines and long files are answered`() {
    for separator in [" ", "\n"] {
      let statements = (0..<3_000).map { "def f\($0)(é) = { let a = 1;" }
      let text =
        "# é\(separator == " " ? "\n" : "")"
        + statements.joined(separator: separator)
        .replacing("é", with: "e")
      let client = Client.opened(text)
      #expect(!client.findings().isEmpty)
      askEverything(client, line: 1, column: text.utf16.count, "long")
      askEverything(client, line: 2_900, column: 20, "long")
    }
  }

  @Test(arguments: [UInt64(11), 12])
  func `random bytes are survived`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let client = Client.opened("let x = close")
    let pieces = [
      "Content-Length: 20\r\n\r\n", "{\"jsonrpc\":\"2.0\",", "\"id\":1,", "\"method\":\"shut\"}",
      "\r\n\r\n", "\u{0}", "Content-Length: 2\r\n\r\n{}", "[[[[", "null", "Content-Length:",
    ]
    for _ in 0..<400 {
      _ = client.send(Array(pieces[random.index(below: pieces.count)].utf8))
    }
    // Whatever is being waited for comes to an end.
    _ = client.send(Array(repeating: 0x20, count: 64))
    _ = client.send(Array("\r\n\r\n".utf8))
    let hover = client.send(
      Client.framed(
        [
          "jsonrpc": "2.0", "id": "last", "method": "textDocument/hover",
          "params": Client.params(["line": 0, "character": 4]),
        ]))
    #expect(hover.last?["id"] == "last", "seed \(seed): \(hover)")
  }
}
