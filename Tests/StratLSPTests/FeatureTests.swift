import Foundation
import StratLSP
import Testing

/// What is known about names and formulas.
struct HoverTests {
  private func hover(_ marked: String) -> String {
    Client.ask("textDocument/hover", at: marked)["result"]["contents"]["value"].stringValue ?? ""
  }

  @Test func `a function shows its form, its meaning and what this call is`() {
    let text = hover("let x = rs|i(close, 14)")
    #expect(text.hasPrefix("```strat\nrsi(x, n = 14) : points\n```"))
    #expect(text.contains("Is points (0 to 100); needs 14 bars of history"))
  }

  @Test func `names show their declaration, comment, type and history`() {
    let text = hover("# The long trend.\nlet trend = sma(close, 200)\nstop tr|end\n")
    #expect(text.contains("let trend = sma(close, 200)"))
    #expect(text.contains("The long trend."))
    #expect(text.contains("Is a price; needs 199 bars of history."))
    #expect(hover("let tre|nd = close > 1").contains("Is true or false"))
    #expect(hover("param n| = 3 in 1..5").contains("param n = 3 in 1..5"))
    #expect(hover("input fun|ding : ratio").contains("Is a ratio"))
    #expect(hover("let x = clo|se").contains("A column of the candles."))
  }

  @Test func `an operator shows what it makes`() {
    #expect(hover("let x = close |/ open").contains("Is a ratio"))
    #expect(hover("let x = close cro|sses above open").contains("true or false"))
    #expect(hover("stop close - 2 |* atr(14)").contains("Is a price; needs 14 bars"))
  }

  @Test func `records show their fields`() {
    #expect(hover("let x = mac|d(close)").contains("`signal`: a price"))
    #expect(hover("let x = macd(close).sig|nal").contains("Is a price"))
    #expect(hover("let m = macd(close)\nlet x = |m.signal").contains("`histogram`: a price"))
  }

  @Test func `what a function is made of is told without a type`() {
    let file = "def mid(a : price, b) = { let half = (a + b) / 2; { value: half } }\n"
    #expect(hover(file.replacing("(a : ", with: "(|a : ")).contains("A parameter of `mid`."))
    #expect(hover(file.replacing("half)", with: "h|alf)")).isEmpty)
    #expect(hover(file.replacing(": half", with: ": ha|lf")).contains("A series inside `mid`."))
    #expect(hover(file.replacing("{ value", with: "{ va|lue")).contains("A field of what `mid`"))
    #expect(hover(file.replacing("mid", with: "mi|d")).contains("mid(a : price, b)"))
  }

  @Test func `words of the language are explained`() {
    #expect(hover("ri|sk { max_positions 5 }").contains("limits what the account may lose"))
    #expect(hover("risk { max_pos|itions 5 }").contains("max_positions 5"))
    #expect(hover("let x = n|a").contains("Not available"))
    #expect(hover("entr|y long when close > sma(close, 50)").contains("needs 49 bars"))
  }

  @Test func `where a formula is wrong, the rest still answers`() {
    let file = "let bad = clos\nlet worse = \nlet fine = sma(close, 5)\nstop f|ine"
    #expect(hover(file).contains("Is a price; needs 4 bars of history."))
    #expect(hover("let bad = clo|s").isEmpty)
    #expect(hover("  |  \n").isEmpty)
    #expect(hover("# com|ment").isEmpty)
  }

  @Test func `a client without Markdown gets plain words`() {
    let (text, params) = Client.place("let x = rs|i(close, 14)")
    let client = Client.opened(text, capabilities: [:])
    let contents = client.request("textDocument/hover", params)["contents"]
    #expect(contents["kind"] == "plaintext")
    #expect(contents["value"].stringValue?.contains("`") == false)
  }
}

struct CompletionTests {
  private func items(_ marked: String) -> [JSON] {
    Client.ask("textDocument/completion", at: marked)["result"]["items"].arrayValue ?? []
  }

  private func labels(_ marked: String) -> [String] {
    items(marked).compactMap { $0["label"].stringValue }
  }

  @Test func `statements are proposed where one may begin`() {
    #expect(labels("|").contains("strategy"))
    #expect(labels("let x = 1\nent|") == ["entry"])
    #expect(labels("let x = 1\n|").contains("entry"))
    #expect(!labels("let x = close |").contains("entry"))
  }

  @Test func `names in scope are proposed where a value may stand`() {
    let file = "param fast = 3\nlet trend = close\ndef twice(x) = 2 * x\nstop |\nlet late = 1\n"
    let found = labels(file)
    for name in ["fast", "trend", "twice", "close", "rsi", "if", "na"] {
      #expect(found.contains(name), "\(name)")
    }
    #expect(!found.contains("late"))
    #expect(!found.contains("x"))
    #expect(labels("def f(first, second) = fi|").contains("first"))
    #expect(labels("stop tre|").isEmpty)
  }

  @Test func `the choices of an option are proposed where it stands`() {
    #expect(labels("let x = ema(close, 20, seed: |").sorted() == ["first", "mean"])
    #expect(labels("let x = ema(close, 20, seed: f|") == ["first"])
    #expect(labels("let x = previous_high(m|") == ["month"])
    #expect(labels("let x = previous_high(|").contains("period:"))
    #expect(!labels("let x = ema(|").contains("mean"))
  }

  @Test func `values of the clock and the session are proposed`() {
    #expect(labels("entry long when session_t|") == ["session_time"])
    #expect(labels("entry long when day_of|") == ["day_of_month", "day_of_week"])
  }

  @Test func `functions come with their form and places to fill in`() throws {
    let item = try #require(items("let x = sm|").first { $0["label"] == "sma" })
    #expect(item["detail"] == "sma(x, n)")
    #expect(item["insertTextFormat"] == 2)
    #expect(item["textEdit"]["newText"] == "sma(${1:x}, ${2:n})")
    #expect(item["textEdit"]["range"]["start"] == ["line": 0, "character": 8])
    #expect(item["documentation"]["value"].stringValue?.isEmpty == false)
    let bare = try #require(items("let x = hl2|").first)
    #expect(bare["textEdit"]["newText"] == "hl2")
  }

  @Test func `fields are proposed after a dot`() {
    #expect(labels("let x = macd(close).|") == ["macd", "signal", "histogram"])
    #expect(labels("let x = macd(close, fast: 3).si|") == ["signal"])
    #expect(labels("let m = macd(close)\nlet x = m.|").count == 3)
    #expect(
      labels("def f(x) = { up: x, down: x }\nlet y = 1 + f(close).|\nlet z = 2")
        == ["up", "down"])
    #expect(labels("let x = close.|").isEmpty)
    #expect(labels("let x = .|").isEmpty)
  }

  @Test func `arguments are proposed by their names`() {
    #expect(labels("let x = macd(|").prefix(2) == ["x:", "fast:"])
    #expect(labels("let x = macd(close, s|").contains("slow:"))
    #expect(!labels("let x = macd(close, |").contains("x:"))
    #expect(!labels("let x = macd(close, fast: 3, |").contains("fast:"))
    #expect(!labels("let x = macd(close + |").contains("fast:"))
    #expect(labels("def f(aa, bb = 2) = aa + bb\nlet x = f(|").prefix(2) == ["aa:", "bb:"])
  }

  @Test func `words that have their meaning only somewhere are proposed there`() {
    #expect(labels("entry |") == ["long", "short"])
    #expect(labels("entry long |") == ["when"])
    #expect(labels("stop close crosses |") == ["above", "below"])
    #expect(labels("input x : p|") == ["price", "points"])
    #expect(labels("def f(x : r|") == ["ratio"])
    #expect(labels("risk { |").contains("max_drawdown"))
    #expect(labels("risk {\n  max_positions 5\n  max_d|\n}") == ["max_daily_loss", "max_drawdown"])
    #expect(labels("size 10% of |") == ["equity"])
    #expect(labels("strategy \"x\" o|") == ["on"])
    #expect(labels("stop close |").contains("crosses above"))
  }

  @Test(arguments: ["let |", "# com|", "strategy \"ti|", "let x = 1|", "param n = 5%|"])
  func `nothing is proposed where names are made up or nothing can be`(marked: String) {
    #expect(items(marked).isEmpty)
  }

  @Test func `the call that is being written is explained`() {
    func help(_ marked: String) -> JSON {
      Client.ask("textDocument/signatureHelp", at: marked)["result"]
    }
    let first = help("let x = macd(|")
    #expect(
      first["signatures"].arrayValue?.first?["label"].stringValue?.hasPrefix("macd(x") == true)
    #expect(first["activeParameter"] == 0)
    #expect(help("let x = macd(close, 3, |")["activeParameter"] == 2)
    #expect(help("let x = macd(close, slow: |")["activeParameter"] == 2)
    #expect(help("let x = macd(sma(close, 3)|")["activeParameter"] == 0)
    #expect(help("let x = max(1, 2, 3, |")["activeParameter"] == 2)
    #expect(help("let x = (1 + |") == .null)
    #expect(help("let x = nope(|") == .null)
    #expect(help("def f(a, |") == .null)
    #expect(help("let x = rsi(close)\nstop |") == .null)
    #expect(help("let x = rsi(close,\nlet y = |") == .null)
  }
}

struct NavigationTests {
  static let file = """
    param n = 5 in 1..9
    let trend = sma(close, n)
    def band(x, width = n) = { let half = x * width; { upper: half, lower: x - half } }
    let bands = band(trend, width: 2)
    stop bands.upper + trend + band(close).upper

    """

  /// The place of a part of the file, counted from 1, as a marked text.
  private func at(_ part: String, _ number: Int = 1, plus: Int = 1) -> String {
    var text = Substring(Self.file)
    var before = ""
    for count in 1...number {
      guard let range = text.range(of: part) else { return Self.file }
      let end = count == number ? text.index(range.lowerBound, offsetBy: plus) : range.upperBound
      before += text[..<end]
      text = text[end...]
    }
    return before + "|" + text
  }

  private func lines(_ result: JSON) -> [String] {
    (result["result"].arrayValue ?? [result["result"]]).map { item in
      let start = item["range"]["start"]
      return "\(start["line"].integerValue ?? -1):\(start["character"].integerValue ?? -1)"
    }
  }

  private func references(_ marked: String) -> [String] {
    lines(
      Client.ask(
        "textDocument/references", at: marked, ["context": ["includeDeclaration": true]]))
  }

  @Test func `names lead to where they are declared`() {
    func definition(_ marked: String) -> [String] {
      lines(Client.ask("textDocument/definition", at: marked))
    }
    #expect(definition(at("trend", 2)) == ["1:4"])
    #expect(definition(at("band(trend")) == ["2:4"])
    #expect(definition(at("width: 2")) == ["2:12"])
    #expect(definition(at("x * width", plus: 5)) == ["2:12"])
    #expect(definition(at("half }", plus: 1)) == ["2:31"])
    #expect(definition(at(".upper +", plus: 2)) == ["2:51"])
    #expect(definition(at("close).upper", plus: 8)) == ["2:51"])
    #expect(definition(at("sma")) == ["-1:-1"])
  }

  @Test func `all uses are found, and only those`() {
    #expect(references(at("n = 5")) == ["0:6", "1:23", "2:20"])
    #expect(references(at("trend")) == ["1:4", "3:17", "4:19"])
    #expect(references(at("upper:")) == ["2:51", "4:11", "4:39"])
    #expect(references(at("width")) == ["2:12", "2:42", "3:24"])
    #expect(references(at("sma")).isEmpty)
  }

  @Test func `a name of the same spelling elsewhere is another`() {
    let file = "let x = close\ndef f(x) = x + 1\ndef g(y) = x + y\nstop f(x: x|)"
    #expect(references(file) == ["0:4", "2:11", "3:10"])
    let rsi = "let rsi = rsi(close, 14)\nentry long when r|si < 30"
    #expect(references(rsi) == ["0:4", "1:16"])
  }

  @Test func `a series that reads its own past is one name`() {
    #expect(
      references("let k = (k[1] ?? close) + 0.1 * (close - (k[1] ?? close))\nstop |k")
        == ["0:4", "0:9", "0:42", "1:5"])
  }

  private func rename(_ marked: String, _ name: String) -> JSON {
    Client.ask("textDocument/rename", at: marked, ["newName": .string(name)])
  }

  private func renamed(_ marked: String, _ name: String) -> String {
    let edits = rename(marked, name)["result"]["changes"][Client.uri].arrayValue ?? []
    return Client.applying(edits, to: Client.place(marked).text)
  }

  @Test func `renaming changes every use and nothing else`() {
    #expect(
      renamed(at("trend"), "direction")
        == Self.file.replacing("trend", with: "direction"))
    #expect(
      renamed(at("upper:"), "top") == Self.file.replacing("upper", with: "top"))
    #expect(
      renamed(at("width"), "factor") == Self.file.replacing("width", with: "factor"))
    #expect(renamed(at("trend"), "trend") == Self.file)
  }

  @Test(arguments: [
    "let", "Trend", "1x", "a b", "", "close", "hl2", "bands", "n", "band", "x-y", "é",
    "hour", "#",
  ])
  func `a name that cannot be had is refused`(name: String) {
    let reply = rename(at("trend"), name)
    #expect(reply["error"]["code"] == -32803, "\(reply)")
    #expect(reply["error"]["message"].stringValue?.isEmpty == false)
  }

  @Test func `a name that would mean something else somewhere is refused`() {
    // `x` inside the function would take the use of `trend` for its own parameter.
    let file = "let tr|end = close\ndef f(x) = x + trend\nstop f(1)"
    #expect(rename(file, "x")["error"]["code"] == -32803)
    #expect(rename(file, "y")["error"].isNull)
    #expect(rename("def f(a|, b) = 1", "b")["error"]["code"] == -32803)
    #expect(rename("def f(x|) = x + close", "sma")["error"].isNull)
    #expect(rename("def f|(x) = x", "sma")["error"]["code"] == -32803)
    #expect(rename("let f| = close", "sma")["error"].isNull)
  }

  @Test func `what the author has not named cannot be renamed`() {
    for marked in [at("sma"), at("close"), at("let"), at("200"), at("= 5", plus: 0)] {
      #expect(
        Client.ask("textDocument/prepareRename", at: marked)["error"]["code"] == -32803, "\(marked)"
      )
    }
    let ready = Client.ask("textDocument/prepareRename", at: at("bands.", plus: 5))["result"]
    #expect(ready["placeholder"] == "bands")
    #expect(ready["range"]["start"] == ["line": 4, "character": 5])
  }

  @Test func `the parts of a strategy are listed`() throws {
    let (text, _) = Client.place(
      "strategy \"Big\" on 1h\n" + Self.file
        + "entry long when close > trend\nrisk { max_positions 5 }\nrisk { }\ntest \"t\" { expect no entry }|"
    )
    let client = Client.opened(text)
    let items = try #require(
      client.request("textDocument/documentSymbol", Client.params([:])).arrayValue)
    #expect(
      items.compactMap { $0["name"].stringValue }
        == [
          "Big", "n", "trend", "band", "bands", "stop", "entry long", "risk", "risk", "test t",
        ])
    #expect(items[3]["children"].arrayValue?.first?["name"] == "half")
    let plain = Client.opened(text, capabilities: [:])
    let flat = plain.request("textDocument/documentSymbol", Client.params([:])).arrayValue ?? []
    #expect(flat.contains { $0["name"] == "half" && $0["containerName"] == "band" })
  }
}

struct LayoutTests {
  private func formatted(_ text: String) -> String? {
    let client = Client.opened(text)
    guard
      let edits = client.request("textDocument/formatting", Client.params([:])).arrayValue
    else { return nil }
    return Client.applying(edits, to: text)
  }

  @Test func `a document is laid out by the smallest edit`() throws {
    let text = "# a\nlet x = close\nlet   y=open\nlet z = high\n"
    #expect(formatted(text) == text.replacing("let   y=open", with: "let y = open"))
    let client = Client.opened(text)
    let edits = try #require(
      client.request("textDocument/formatting", Client.params([:])).arrayValue)
    #expect(edits.count == 1)
    #expect(edits[0]["range"]["start"] == ["line": 2, "character": 0])
    #expect(edits[0]["range"]["end"] == ["line": 3, "character": 0])
  }

  @Test func `what is laid out well stays, what is wrong too`() {
    #expect(formatted("let x = close\n") == "let x = close\n")
    #expect(formatted("let x =") == nil)
    #expect(formatted("") == "")
    #expect(formatted("let x=close") == "let x = close\n")
    #expect(formatted("let x = close\n\n\n") == "let x = close\n")
    #expect(formatted("let x = 1\r\nlet y = 2\r\n") == "let x = 1\nlet y = 2\n")
  }

  @Test func `a fix that a finding carries is offered`() throws {
    let client = Client.opened("let x = clos\n")
    let range: JSON = [
      "start": ["line": 0, "character": 9], "end": ["line": 0, "character": 9],
    ]
    let actions = try #require(
      client.request(
        "textDocument/codeAction",
        ["textDocument": ["uri": .string(Client.uri)], "range": range, "context": [:]]
      ).arrayValue)
    let action = try #require(actions.first)
    #expect(action["title"] == "Replace `clos` with `close`")
    let edits = try #require(action["edit"]["changes"][Client.uri].arrayValue)
    #expect(Client.applying(edits, to: "let x = clos\n") == "let x = close\n")
  }

  @Test func `words are coloured by what they mean`() throws {
    let text = "# 😀 é\nparam n = 5\nlet x = sma(close, n: n) # end\nentry long when x > 1\n"
    let client = Client.opened(text)
    let data = try #require(
      client.request("textDocument/semanticTokens/full", Client.params([:]))["data"].arrayValue)
    #expect(data.count % 5 == 0)
    var line = 0
    var column = 0
    var marks: [String] = []
    let kinds = [
      "keyword", "function", "variable", "parameter", "property", "type", "number", "string",
      "operator", "comment",
    ]
    let lines = text.split(separator: "\n").map { Array($0.utf16) }
    for index in stride(from: 0, to: data.count, by: 5) {
      let values = data[index..<index + 5].compactMap(\.integerValue)
      column = values[0] == 0 ? column + values[1] : values[1]
      line += values[0]
      let word = String(decoding: lines[line][column..<column + values[2]], as: UTF16.self)
      marks.append("\(word) \(kinds[values[3]]) \(values[4])")
    }
    #expect(
      marks == [
        "# 😀 é comment 0", "param keyword 0", "n variable 3", "= operator 0", "5 number 0",
        "let keyword 0", "x variable 1", "= operator 0", "sma function 4", "close variable 6",
        "n parameter 0", "n variable 2", "# end comment 0", "entry keyword 0", "long keyword 0",
        "when keyword 0", "x variable 0", "> operator 0", "1 number 0",
      ])
  }
}
