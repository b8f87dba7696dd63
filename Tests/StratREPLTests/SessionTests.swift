import Foundation
import StratMarket
import StratREPL
import Synchronization
import Testing

/// What a session remembers beside declarations, and how it is set, explained, saved and ended.
struct SessionTests {
  private let interpreter = Interpreter(palette: Palette(isColoured: false))

  private func withCandles(_ count: Int = 10) -> Interpreter {
    let closes = (1...count).map(Double.init)
    interpreter.use(
      Frame(
        symbol: "TEST", times: (0..<count).map { Int64($0) * 86_400_000 },
        columnNames: ["open", "high", "low", "close", "volume", "funding_rate"],
        columns: Array(repeating: closes, count: 6)))
    return interpreter
  }

  private func code(_ reply: Interpreter.Reply) -> String? {
    guard reply.isError, let open = reply.text.firstIndex(of: "[") else { return nil }
    return String(reply.text[reply.text.index(after: open)...].prefix { $0 != "]" })
  }

  private func saved(_ name: String = "strat") throws -> (reply: Interpreter.Reply, text: String) {
    let path = NSTemporaryDirectory() + "/strat-session-\(UUID().uuidString).\(name)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reply = interpreter.reply(to: ":save \(path)")
    return (reply, (try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
  }

  // MARK: - Parameters

  @Test func `a parameter is given its value, and everything follows`() {
    _ = interpreter.reply(to: "param n = 3 in 1..9")
    _ = interpreter.reply(to: "let x = n * 2")
    #expect(interpreter.reply(to: ":set n=7").text == "n = 3 in 1..9 (--set 7)\n")
    #expect(interpreter.reply(to: "x").text == "14\n")
    #expect(interpreter.reply(to: ":set n = 50% * 4").text == "n = 3 in 1..9 (--set 2)\n")
    #expect(interpreter.reply(to: ":set").text == "n = 3 in 1..9 (--set 2)\n")
    #expect(code(interpreter.reply(to: ":set n=99")) == "E0404")
    #expect(interpreter.reply(to: "x").text == "4\n")
  }

  @Test(arguments: [
    (":set m=1", "R0106"), (":set n", "R0110"), (":set n=", "R0110"), (":set n=close", "R0110"),
    (":set n=true", "R0110"), (":set =3", "R0106"), (":set x=3", "R0106"), (":set n=1/0", "R0110"),
  ])
  func `a setting that makes no sense is refused`(entry: String, expected: String) {
    _ = interpreter.reply(to: "param n = 3 in 1..9")
    _ = interpreter.reply(to: "let x = n * 2")
    #expect(code(interpreter.reply(to: entry)) == expected)
    #expect(interpreter.reply(to: "n").text == "3\n")
  }

  @Test func `a value that others cannot live with is refused`() {
    _ = interpreter.reply(to: "param n = 3")
    _ = interpreter.reply(to: "let x = sma(close, n)")
    #expect(code(interpreter.reply(to: ":set n=-4")) == "R0105")
    #expect(interpreter.reply(to: "n").text == "3\n")
    #expect(interpreter.reply(to: ":set").text == "n = 3\n")
    _ = interpreter.reply(to: ":forget")
    #expect(interpreter.reply(to: ":set").text == "there are no parameters\n")
  }

  // MARK: - Why

  @Test func `why explains what was evaluated last`() {
    let interpreter = withCandles()
    #expect(code(interpreter.reply(to: ":why")) == "R0102")
    _ = interpreter.reply(to: "close > 4")
    #expect(interpreter.reply(to: ":why").text.contains("true  close > 4  (by 6.0)"))
    #expect(interpreter.reply(to: ":why 1970-01-02").text.hasPrefix("bar 2, 1970-01-02"))
    #expect(interpreter.reply(to: ":why close + 1 1970-01-02").text.contains("3.0  close + 1"))
    #expect(interpreter.reply(to: ":why 1970-01-05T12:00Z").text.hasPrefix("bar 5, 1970-01-05"))
    #expect(code(interpreter.reply(to: ":why 1960-01-01")) == "R0103")
  }

  @Test func `why explains the rules of a strategy`() throws {
    let path = NSTemporaryDirectory() + "/strat-session-\(UUID().uuidString).strat"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "entry long when close > 4\nstop close * 0.9\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let interpreter = withCandles()
    #expect(!interpreter.reply(to: ":load \(path)").isError)
    let text = interpreter.reply(to: ":why 1970-01-03").text
    #expect(text.contains("\nentry long\nfalse  close > 4"))
    #expect(text.contains("\nstop\n"))
  }

  // MARK: - Rules

  @Test func `the session is saved as a strategy that checks`() throws {
    let interpreter = withCandles()
    for entry in [
      "param n = 5 in 1..9", "let trend = sma(close, n)", "entry long when close > trend",
      "entry long when funding_rate > 3", "entry long when close > trend", "stop close * 0.9",
      "stop close * 0.8",
    ] {
      #expect(!interpreter.reply(to: entry).isError, "\(entry)")
    }
    #expect(interpreter.reply(to: ":names").text.contains("entry long when funding_rate > 3"))
    let (reply, text) = try saved()
    #expect(!reply.isError, "\(reply.text)")
    #expect(
      text == """
        input funding_rate : any
        param n = 5 in 1..9
        let trend = sma(close, n)
        entry long when funding_rate > 3
        entry long when close > trend
        stop   close * 0.8

        """)
  }

  @Test func `what a file says beside declarations is kept and saved`() throws {
    let path = NSTemporaryDirectory() + "/strat-session-\(UUID().uuidString).strat"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = """
      strategy "Mine" on 1d
      let trend = sma(close, 5)
      entry long when close > trend
      exit long when close < trend
      size   10% of equity

      """
    try file.write(toFile: path, atomically: true, encoding: .utf8)
    _ = withCandles().reply(to: ":load \(path)")
    let (_, text) = try saved()
    #expect(text.split(separator: "\n") == file.split(separator: "\n"))
    _ = interpreter.reply(to: ":forget rules")
    #expect(try saved().text == "let trend = sma(close, 5)\n")
    _ = interpreter.reply(to: ":forget")
    #expect(code(try saved().reply) == "R0107")
  }

  @Test func `a rule that no longer holds is told before it is saved`() throws {
    let interpreter = withCandles()
    _ = interpreter.reply(to: "let trend = sma(close, 3)")
    _ = interpreter.reply(to: "entry long when close > trend")
    _ = interpreter.reply(to: ":forget trend")
    let (reply, text) = try saved()
    #expect(code(reply) == "E0301")
    #expect(text.isEmpty)
  }

  @Test func `a rule with a mistake is not remembered`() {
    let interpreter = withCandles()
    #expect(interpreter.reply(to: "entry long when clos > 3").isError)
    #expect(interpreter.reply(to: ":names").text == "nothing has been declared\n")
  }

  @Test func `values set outside the file are told when it is saved`() throws {
    let interpreter = withCandles()
    _ = interpreter.reply(to: "param n = 3 in 1..9")
    _ = interpreter.reply(to: ":set n=4")
    #expect(try saved().reply.text.contains("--set n=4"))
  }

  // MARK: - Types and files

  @Test func `a type comes with its range over the candles`() {
    let interpreter = withCandles()
    #expect(interpreter.reply(to: ":type close * 2").text.contains("from 2 to 20\n"))
    #expect(interpreter.reply(to: ":type close > 4").text.contains("true on 6 of 10 bars\n"))
    #expect(!interpreter.reply(to: ":type close[20]").isError)
  }

  @Test func `candles are read by their own command too`() {
    #expect(code(interpreter.reply(to: ":data")) == "R0102")
    #expect(code(interpreter.reply(to: ":data missing.csv")) == "D0101")
  }

  // MARK: - Interruption

  @Test(arguments: ["sma(close, 3)", ":plot close", ":why close > 3", ":time close + 1"])
  func `an evaluation ends when the user wants it to`(entry: String) {
    let interpreter = withCandles(5_000)
    interpreter.isInterrupted = { true }
    #expect(code(interpreter.reply(to: entry)) == "R0109")
    interpreter.isInterrupted = { false }
    #expect(!interpreter.reply(to: entry).isError)
  }

  @Test func `an end is asked for between blocks`() {
    let interpreter = withCandles(100_000)
    let asked = Mutex(0)
    interpreter.isInterrupted = {
      asked.withLock { count in
        count += 1
        return count > 3
      }
    }
    #expect(code(interpreter.reply(to: "sma(close, 3)")) == "R0109")
    // Not once for each of the two hundred blocks.
    #expect(asked.withLock { $0 } < 10)
  }

  @Test func `what was evaluated before an interruption stays the last`() {
    let interpreter = withCandles(5_000)
    _ = interpreter.reply(to: "close > 4")
    interpreter.isInterrupted = { true }
    _ = interpreter.reply(to: "close > 5")
    interpreter.isInterrupted = { false }
    #expect(interpreter.reply(to: ":why").text.contains("close > 4"))
  }

  // MARK: - Completion

  @Test func `arguments, parameters, options and files are proposed`() {
    func candidates(_ line: String) -> [String] {
      interpreter.complete(line, line.utf8.count).candidates
    }
    _ = withCandles().reply(to: "param my_length = 3")
    #expect(candidates("macd(close, fas") == ["fast: "])
    #expect(candidates("macd(close, ").contains("slow: "))
    #expect(candidates("macd(x: 1, sig") == ["sign(", "signal: "])
    #expect(candidates(":set my") == ["my_length="])
    #expect(candidates(":plot --s") == ["--svg "])
    #expect(candidates(":plot close --png /de") == ["/dev/"])
    #expect(candidates(":plot close, my_") == ["my_length"])
    #expect(candidates(":plot macd(close).si") == ["signal"])
    #expect(candidates(":da") == [":data "])
    #expect(candidates(":data /de") == ["/dev/"])
    #expect(candidates(":pl") == [":plot "])
  }
}
