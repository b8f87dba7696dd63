import Foundation
import StratMarket
import StratREPL
import Testing

/// The prompt's logic, without a terminal.
struct InterpreterTests {
  private let interpreter = Interpreter(palette: Palette(isColoured: false))

  private func withCandles() -> Interpreter {
    let closes = (1...10).map(Double.init)
    interpreter.use(
      Frame(
        symbol: "TEST", times: (0..<10).map { Int64($0) * 86_400_000 },
        columnNames: ["open", "high", "low", "close", "volume", "funding_rate"],
        columns: [closes, closes, closes, closes, closes, closes]))
    return interpreter
  }

  private func code(_ reply: Interpreter.Reply) -> String? {
    guard reply.isError, let open = reply.text.firstIndex(of: "[") else { return nil }
    return String(reply.text[reply.text.index(after: open)...].prefix { $0 != "]" })
  }

  @Test func `constants need no candles`() {
    #expect(interpreter.reply(to: "2 + 3 * 4").text == "14\n")
    #expect(interpreter.reply(to: "1 > 2 or na").text == "na\n")
    #expect(code(interpreter.reply(to: "close")) == "R0103")
  }

  @Test func `values are counted and drawn`() {
    let text = withCandles().reply(to: "sma(close, 2)").text
    #expect(text.contains("price"))
    #expect(text.contains(" ▁▂▃▄▅▅▆▇█"))
    #expect(text.contains("1970-01-10"))
    #expect(text.contains("9.5"))
  }

  @Test func `a column of the candles needs no declaration`() {
    #expect(!withCandles().reply(to: "funding_rate > 3").isError)
  }

  @Test func `declarations are remembered and may build on each other`() {
    #expect(interpreter.reply(to: "let a = 2").text == "a : any\n")
    #expect(interpreter.reply(to: "def twice(x) = 2 * x").text == "twice(x)\n")
    #expect(interpreter.reply(to: "param n = 3 in 1..5").text == "n = 3 in 1..5\n")
    #expect(interpreter.reply(to: "let b = twice(a) + n").text == "b : any\n")
    #expect(interpreter.reply(to: "b").text == "7\n")
    #expect(interpreter.reply(to: ":names").text.contains("let b = twice(a) + n"))
  }

  @Test func `a name may be given anew, and what uses it follows`() {
    _ = interpreter.reply(to: "let a = 2")
    _ = interpreter.reply(to: "let b = a + 1")
    #expect(interpreter.reply(to: "b").text == "3\n")
    #expect(!interpreter.reply(to: "let a = 10").isError)
    #expect(interpreter.reply(to: "b").text == "11\n")
  }

  @Test func `a name may be given anew by those after it`() {
    _ = interpreter.reply(to: "let a = 2")
    _ = interpreter.reply(to: "let b = 5")
    #expect(!interpreter.reply(to: "let a = b * 2").isError)
    #expect(interpreter.reply(to: "a").text == "10\n")
  }

  @Test func `a change that breaks others is refused`() {
    _ = interpreter.reply(to: "let a = 2")
    _ = interpreter.reply(to: "let b = a + 1")
    #expect(code(interpreter.reply(to: "let a = 1 > 2")) == "R0105")
    #expect(interpreter.reply(to: "b").text == "3\n")
    #expect(code(interpreter.reply(to: ":forget a")) == "R0105")
    #expect(!interpreter.reply(to: ":forget b").isError)
    #expect(!interpreter.reply(to: ":forget a").isError)
    #expect(interpreter.reply(to: "a").isError)
  }

  @Test func `a refused declaration leaves nothing behind`() {
    #expect(code(interpreter.reply(to: "let a = smaa(2, 3)")) == "E0302")
    #expect(code(interpreter.reply(to: "a")) == "E0301")
    #expect(code(interpreter.reply(to: "let close = 3")) == "E0304")
  }

  @Test func `settings give parameters their values`() {
    interpreter.set(["n": 7])
    #expect(interpreter.reply(to: "n * 2").text == "14\n")
    #expect(interpreter.reply(to: "param n = 3 in 1..9").text == "n = 3 in 1..9 (--set 7)\n")
    #expect(interpreter.reply(to: "n * 2").text == "14\n")
    #expect(code(interpreter.reply(to: "param n = 3 in 1..5")) == "E0404")
  }

  @Test func `hours at the prompt say what sessions are`() {
    let interpreter = withCandles()
    _ = interpreter.reply(to: "let late = session_time")
    #expect(interpreter.reply(to: "is_na(late)").text.contains(" 0.0%"))
    #expect(!interpreter.reply(to: "hours 09:30..16:00 in \"America/New_York\"").isError)
    // Bars of a day open at midnight, when the exchange is closed.
    #expect(interpreter.reply(to: "is_na(session_time)").text.contains("true"))
    #expect(interpreter.reply(to: "is_na(late)").text.contains("100.0%"))
    #expect(code(interpreter.reply(to: "hours 09:30..16:00 in \"New York\"")) == "E0310")
    #expect(!interpreter.reply(to: "hours 00:00..24:00").isError)
    #expect(interpreter.reply(to: "session_left / 1h").text.contains("24"))
  }

  @Test func `conditions that cannot do what they seem to are warned about at the prompt`() {
    let interpreter = withCandles()
    #expect(interpreter.reply(to: "rsi(close, 14) > 120").text.contains("warning[W1004]"))
    #expect(interpreter.reply(to: "close > close").text.contains("warning[W1010]"))
    #expect(!interpreter.reply(to: "rsi(close, 14) > 80").text.contains("warning"))
    _ = interpreter.reply(to: "let never = 5")
    #expect(!interpreter.reply(to: "close > never").text.contains("warning"))
  }

  @Test func `statements of files are answered in kind`() {
    #expect(!withCandles().reply(to: "entry long when close > 3").isError)
    #expect(code(interpreter.reply(to: "size 10% of equity")) == "R0104")
    #expect(interpreter.reply(to: "hours 09:30..16:00").isError == false)
    #expect(code(interpreter.reply(to: "strategy \"X\"")) == "R0104")
  }

  @Test(arguments: [
    ("close > ", false), ("sma(close,", false), ("let x =", false), ("close > 1", true),
    ("close > \n", true), (":type close >", true), ("", true), ("# words", true),
    ("close > )", true),
  ])
  func `an entry is complete when more lines cannot mend it`(entry: String, isComplete: Bool) {
    #expect(interpreter.isComplete(entry) == isComplete)
  }

  @Test func `an unfinished entry ended by an empty line is an error`() {
    #expect(code(interpreter.reply(to: "close > \n")) == "E0105")
    #expect(code(interpreter.reply(to: "let x = \n")) == "E0105")
  }

  @Test(arguments: [
    (":nope", "R0101"), (":type", "R0102"), (":load", "R0102"), (":save x.txt", "R0102"),
    (":save x.strat", "R0107"), (":help nope", "R0106"), (":forget nope", "R0106"),
    (":load missing.csv", "D0101"), (":load missing.strat", "C0201"), (":columns", "R0103"),
    (":why close", "R0103"), (":type close > rsi(close, 14)", "E0203"),
  ])
  func `wrong commands have codes`(entry: String, expected: String) {
    #expect(code(interpreter.reply(to: entry)) == expected)
  }

  @Test func `commands look into formulas`() {
    let interpreter = withCandles()
    #expect(interpreter.reply(to: ":type rsi(close, 14)").text.contains("points"))
    #expect(interpreter.reply(to: ":ty close > open").text.contains(": bool"))
    #expect(interpreter.reply(to: ":disasm close + open").text.contains("add n2, close, open"))
    #expect(interpreter.reply(to: ":columns").text.contains("funding_rate"))
    let why = interpreter.reply(to: ":why close > 4 and close < 6 1970-01-05").text
    #expect(why.contains("bar 5, 1970-01-05"))
    #expect(why.contains("true  close > 4 and close < 6"))
    #expect(code(interpreter.reply(to: ":why close 1960-01-01")) == "R0103")
    let time = interpreter.reply(to: ":time sma(close, 3)").text
    #expect(time.contains("blocks") && time.contains("ticks") && time.contains("ns a bar"))
    #expect(interpreter.reply(to: ":quit").ends)
  }

  @Test func `declarations are saved to a file and read back`() throws {
    let path = NSTemporaryDirectory() + "/strat-repl-\(UUID().uuidString).strat"
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = interpreter.reply(to: "param n = 3 in 1..5")
    _ = interpreter.reply(to: "let  x=n+1")
    #expect(!interpreter.reply(to: ":save \(path)").isError)
    #expect(code(interpreter.reply(to: ":save \(path)")) == "C0206")
    #expect(
      try String(contentsOfFile: path, encoding: .utf8)
        == "param n = 3 in 1..5\nlet x = n + 1\n")
    let other = Interpreter(palette: Palette(isColoured: false))
    _ = other.reply(to: ":load \(path)")
    #expect(other.reply(to: "x").text == "4\n")
  }

  @Test func `the last values are saved as candles`() throws {
    let path = NSTemporaryDirectory() + "/strat-repl-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let interpreter = withCandles()
    _ = interpreter.reply(to: "close > 9")
    #expect(!interpreter.reply(to: ":save \(path)").isError)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.first == "timestamp,close > 9")
    #expect(lines.suffix(2) == ["1970-01-09T00:00:00Z,0", "1970-01-10T00:00:00Z,1"])
  }

  // MARK: Completion

  private func candidates(_ line: String) -> [String] {
    interpreter.complete(line, line.utf8.count).candidates
  }

  @Test func `names of all kinds are proposed`() {
    _ = withCandles()
    _ = interpreter.reply(to: "let my_trend = sma(close, 3)")
    _ = interpreter.reply(to: "def my_mean(x) = x / 2")
    #expect(candidates("my_") == ["my_mean(", "my_trend"])
    #expect(candidates("close > fund") == ["funding_rate"])
    #expect(candidates("close > bars_s") == ["bars_since("])
    #expect(candidates("hl") == ["hl2", "hlc3", "hlcc4"].filter { $0 != "hlcc4" } + ["hlcc4"])
    #expect(candidates("param") == ["param "])
    #expect(candidates("close param").isEmpty)
    #expect(candidates("").isEmpty)
    let (start, _) = interpreter.complete("close > my_", 11)
    #expect(start == 8)
  }

  @Test func `an open call shows what the function takes`() {
    let shown = candidates("close > rsi(")
    #expect(shown.first == "rsi(x, n = 14) : points")
    #expect(shown.count == 2)
    #expect(candidates("(").count > 10)
  }

  @Test func `the choices of an option are proposed where it stands`() {
    #expect(candidates("ema(close, 20, seed: ") == ["first", "mean"])
    #expect(candidates("ema(close, 20, seed: fi") == ["first"])
    #expect(candidates("ema(close, 20, ") == ["first", "mean", "seed: "])
    #expect(candidates("previous_high(w") == ["week"])
    #expect(candidates("ema(close, 20, seed: mean) + clos") == ["close", "closing_marubozu"])
    #expect(candidates("ema(clos") == ["close", "closing_marubozu"])
  }

  @Test func `fields of a record are proposed after the dot`() {
    #expect(candidates("macd(close).") == ["macd", "signal", "histogram"])
    #expect(candidates("1 + macd(close, 3).si") == ["signal"])
    #expect(candidates("close.").isEmpty)
    #expect(candidates("nope(.").isEmpty)
  }

  @Test func `commands and files are proposed`() {
    #expect(candidates(":ty") == [":type "])
    #expect(candidates(":q") == [":quit"])
    #expect(candidates(":help rs") == ["rsi("].map { String($0.dropLast()) })
    #expect(candidates(":load /de") == ["/dev/"])
    #expect(candidates(":type clo") == ["close", "closing_marubozu"])
  }

  @Test func `completion survives any line`() {
    for line in ["é", "(((", ")))", ".", "a.b.c.", ":", ": ", ":load", "\"", "rsi(é", "x[1]."] {
      for cursor in 0...line.utf8.count { _ = interpreter.complete(line, cursor) }
    }
  }

  @Test func `the history is found by its variables`() {
    func path(_ variables: [String: String]) -> String? {
      Conversation.historyPath { variables[$0] }
    }
    #expect(path(["HOME": "/h"]) == "/h/.local/state/strat/history")
    #expect(path(["HOME": "/h", "XDG_STATE_HOME": "/s"]) == "/s/strat/history")
    #expect(path(["HOME": "/h", "XDG_STATE_HOME": "relative"]) == "/h/.local/state/strat/history")
    #expect(path(["STRAT_HISTORY": "/x", "HOME": "/h"]) == "/x")
    #expect(path(["STRAT_HISTORY": "", "HOME": "/h"]) == nil)
    #expect(path([:]) == nil)
  }
}
