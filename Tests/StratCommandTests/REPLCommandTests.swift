import Foundation
import TestSupport
import Testing

/// `strat repl` at a pseudo-terminal, and in a pipe.
struct REPLCommandTests {
  private func start(history: String, _ arguments: [String] = []) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: 120)
    try terminal.run(
      StratProcess.path, ["repl", "--data", StratProcess.data("AAPL_1d")] + arguments,
      environment: ["STRAT_HISTORY": history])
    try terminal.waitForCursor(after: "> ")
    return terminal
  }

  private func leave(_ terminal: PseudoTerminal) throws {
    try terminal.press(.controlD)
    #expect(try terminal.waitForExit() == .status(0))
  }

  @Test func `a formula is answered with its summary and last values`() throws {
    let folder = try TemporaryDirectory()
    let terminal = try start(history: folder.path + "/history")
    try terminal.type("close > open")
    try terminal.press(.enter)
    try terminal.waitForScreen("2013-03-01")
    try terminal.waitForCursor(after: "> ")
    #expect(terminal.screen.text.contains("true"))
    #expect(terminal.screen.text.contains("█") || terminal.screen.text.contains("▄"))
    try leave(terminal)
  }

  @Test func `Tab completes names and shows what a function takes`() throws {
    let folder = try TemporaryDirectory()
    let terminal = try start(history: folder.path + "/history")
    try terminal.type("adj")
    try terminal.press(.tab)
    try terminal.waitForCursor(after: "> adj_close")
    try terminal.type(" > bars_s")
    try terminal.press(.tab)
    try terminal.waitForCursor(after: "> adj_close > bars_since(")
    try terminal.press(.tab, .tab)
    try terminal.waitForScreen("bars_since(condition) : bars")
    try terminal.press(.controlC)
    try terminal.waitForCursor(after: "> ")
    try terminal.type(":he")
    try terminal.press(.tab)
    try terminal.waitForCursor(after: "> :help ")
    try terminal.press(.controlU)
    try leave(terminal)
  }

  @Test func `Up brings back what was typed in an earlier session`() throws {
    let folder = try TemporaryDirectory()
    let history = folder.path + "/state/history"
    let first = try start(history: history)
    try first.type("2 + 40")
    try first.press(.enter)
    try first.waitForScreen("\n42\n")
    try first.waitForCursor(after: "> ")
    try leave(first)
    let second = try start(history: history)
    try second.press(.up)
    try second.waitForCursor(after: "> 2 + 40")
    try second.press(.enter)
    try second.waitForScreen("\n42\n")
    try leave(second)
  }

  @Test func `an unfinished line goes on in the next`() throws {
    let folder = try TemporaryDirectory()
    let terminal = try start(history: folder.path + "/history")
    try terminal.type("let x = (2 +")
    try terminal.press(.enter)
    try terminal.waitForCursor(after: ". ")
    try terminal.type("40)")
    try terminal.press(.enter)
    try terminal.waitForCursor(after: "> ")
    try terminal.type("x * 10")
    try terminal.press(.enter)
    try terminal.waitForScreen("\n420\n")
    try leave(terminal)
  }

  @Test func `Ctrl-C drops the line and Ctrl-D leaves`() throws {
    let folder = try TemporaryDirectory()
    let terminal = try start(history: folder.path + "/history")
    try terminal.type("close > (")
    try terminal.press(.controlC)
    try terminal.waitForScreen("^C")
    try terminal.waitForCursor(after: "> ")
    try terminal.type("1 + 1")
    try terminal.press(.enter)
    try terminal.waitForScreen("\n2\n")
    try terminal.waitForCursor(after: "> ")
    try leave(terminal)
  }

  @Test func `a mistake is pointed at and the session goes on`() throws {
    let folder = try TemporaryDirectory()
    let terminal = try start(history: folder.path + "/history")
    try terminal.type("clos > 1")
    try terminal.press(.enter)
    try terminal.waitForScreen("^^^^")
    try terminal.waitForScreen("did you mean `close`?")
    try terminal.waitForCursor(after: "> ")
    try terminal.type("3 * 3")
    try terminal.press(.enter)
    try terminal.waitForScreen("\n9\n")
    try leave(terminal)
  }

  /// Thousands of averages over all bars take far longer than the key takes to arrive.
  @Test func `Ctrl-C ends a long evaluation and not the session`() throws {
    let folder = try TemporaryDirectory()
    var script = "def f0(n) = ema(close, n)\n"
    for level in 1...12 {
      let step = 1 << (level - 1)
      script += "def f\(level)(n) = f\(level - 1)(n) + f\(level - 1)(n + \(step))\n"
    }
    let file = try folder.write(script + "let many = f12(1)\n", to: "many.strat")
    let terminal = try start(history: folder.path + "/history")
    try terminal.type(":load \(file)")
    try terminal.press(.enter)
    try terminal.waitForScreen("many : price")
    try terminal.waitForCursor(after: "> ")
    try terminal.type(":time many")
    try terminal.press(.enter)
    // Until the terminal is handed back to the program, the key is a letter of the next line.
    var hasEnded = false
    for _ in 0..<20 where !hasEnded {
      try terminal.press(.controlC)
      let shown = try? terminal.waitForScreen(
        "error[R0109]: interrupted", within: .milliseconds(300))
      hasEnded = shown != nil
    }
    #expect(hasEnded)
    try terminal.waitForCursor(after: "> ")
    try terminal.type("6 * 7")
    try terminal.press(.enter)
    try terminal.waitForScreen("\n42\n")
    try leave(terminal)
  }

  @Test func `a plot is as wide as the terminal and coloured`() throws {
    let folder = try TemporaryDirectory()
    let terminal = try start(history: folder.path + "/history")
    try terminal.type(":plot sma(close, 20), rsi(close, 14)")
    try terminal.press(.enter)
    try terminal.waitForScreen("points")
    try terminal.waitForCursor(after: "> ")
    // One bar in each column beside the scale.
    #expect(terminal.screen.text.contains("AAPL, 1d, 108 bars"))
    #expect(terminal.screen.text.contains("┃"))
    try terminal.type(":plot volu")
    try terminal.press(.tab)
    try terminal.waitForCursor(after: "> :plot volume")
    try terminal.press(.controlU)
    try leave(terminal)
  }

  @Test func `a script in a pipe answers without a prompt`() throws {
    let script = "let trend = sma(close, 200)\nclose > trend\n2 ^ 10\n"
    let repl = try StratProcess.run(
      ["repl", "--data", StratProcess.data("AAPL_1d")], input: script)
    #expect(repl.status == 0)
    #expect(repl.errors.isEmpty)
    #expect(repl.lines.first == "trend : price")
    #expect(repl.lines.last == "1024")
    #expect(!repl.output.contains("> \n"))
  }

  @Test func `errors of a script go to standard error and show in the status`() throws {
    let repl = try StratProcess.run(["repl"], input: "1 +\n\n:nope\nclose\n6 * 7\n")
    #expect(repl.status == 1)
    #expect(repl.errorCodes == ["E0105", "R0101", "R0103"])
    #expect(repl.output == "42\n")
  }

  @Test func `a missing file is refused before the prompt`() throws {
    let repl = try StratProcess.run(["repl", "--data", "missing.csv"])
    #expect(repl.status == 1)
    #expect(repl.errorCodes == ["D0101"])
  }
}
