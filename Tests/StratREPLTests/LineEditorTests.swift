import Foundation
import StratREPL
import TestSupport
import Testing

/// The editor at a real terminal, in a process of its own: readline's state is per process.
struct LineEditorTests {
  /// Runs keystrokes against a program that echoes the entries it reads.
  private func atTerminal(
    history: String = "", environment: [String: String] = [:],
    _ use: @escaping @Sendable (PseudoTerminal) throws -> Void
  ) async throws {
    // Only the thread below uses it until that has ended.
    nonisolated(unsafe) let terminal = try PseudoTerminal()
    let device = unsafe terminal.devicePath
    async let result = #expect(processExitsWith: .success) {
      [
        device = device as String, history = history as String,
        environment = environment as [String: String]
      ] in
      EchoProgram.takeTerminal(device, environment: environment)
      EchoProgram.run(history: history.isEmpty ? nil : history)
    }
    // A thread of its own: waiting in a task would keep the program from being started.
    let failure: (any Error)? = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        do {
          try unsafe use(terminal)
          continuation.resume(returning: nil)
        } catch {
          // The program must not wait for a test that has failed.
          unsafe terminal.hangUp()
          continuation.resume(returning: error)
        }
      }
    }
    _ = await result
    if let failure { throw failure }
  }

  @Test func `a line is read with the prompt, and Ctrl-D on an empty line ends`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("close > 1")
      try terminal.press(.enter)
      try terminal.waitForScreen("<close > 1>\n>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
      try terminal.waitForScreen("<end>")
    }
  }

  @Test func `text beyond ASCII is edited by character, even in the C locale`() async throws {
    for locale in ["C", "C.UTF-8", "POSIX", ""] {
      try await atTerminal(environment: ["LC_ALL": locale, "LANG": locale]) { terminal in
        try terminal.waitForCursor(after: "> ")
        try terminal.type("grüß")
        try terminal.press(.backspace, .backspace)
        try terminal.type("é")
        try terminal.press(.left)
        try terminal.type("x")
        try terminal.waitForCursor(after: "> grx")
        try terminal.press(.enter)
        try terminal.waitForScreen("<grxé>")
        try terminal.waitForCursor(after: "> ")
        try terminal.press(.controlD)
      }
    }
  }

  @Test func `an unfinished entry goes on after the continuation prompt`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("a +\\")
      try terminal.press(.enter)
      try terminal.waitForCursor(after: ". ")
      try terminal.type("b\\")
      try terminal.press(.enter)
      try terminal.waitForScreen("> a +\\\n. b\\\n.")
      try terminal.waitForCursor(after: ". ")
      try terminal.type("c")
      try terminal.press(.enter)
      try terminal.waitForScreen("<a +\\|b\\|c>")
      try terminal.waitForCursor(after: "> ")
      // The whole entry is one in the history.
      try terminal.press(.up)
      try terminal.waitForCursor(after: "c")
      try terminal.waitForScreen("> a +\\\nb\\\nc")
      try terminal.press(.enter)
      try terminal.waitForScreen("<a +\\|b\\|c>\n> a +\\\nb\\\nc\n<a +\\|b\\|c>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `Ctrl-C drops the line, the unfinished entry too, and does not end`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("first\\")
      try terminal.press(.enter)
      try terminal.waitForCursor(after: ". ")
      try terminal.type("second")
      try terminal.press(.left, .left, .controlC)
      try terminal.waitForScreen(". second^C\n<interrupted>\n>")
      try terminal.waitForCursor(after: "> ")
      try terminal.type("third")
      try terminal.press(.enter)
      try terminal.waitForScreen("<third>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlC)
      try terminal.waitForScreen("> ^C\n<interrupted>")
      try terminal.waitForCursor(after: "> ")
      // Dropped lines are not in the history.
      try terminal.press(.up)
      try terminal.waitForCursor(after: "> third")
      try terminal.press(.controlU, .controlD)
    }
  }

  @Test func `Ctrl-C pressed many times in a hurry does not end the program`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type(String(repeating: "\u{3}", count: 30))
      try terminal.waitForScreen("<interrupted>")
      try terminal.type("\rafter\r")
      try terminal.waitForScreen("<after>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `Ctrl-C pressed during a long evaluation is noticed by it`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("busy\r")
      try terminal.waitForScreen("<busy>")
      try terminal.press(.controlC)
      try terminal.waitForScreen("<noticed once: true>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `Ctrl-C leaves a search in the history`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("alpha\rbeta\r")
      try terminal.waitForScreen("<beta>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlR)
      try terminal.type("al")
      try terminal.waitForScreen("`al': alpha")
      try terminal.press(.controlC)
      try terminal.waitForScreen("<interrupted>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlR)
      try terminal.type("al")
      try terminal.waitForScreen { $0.text.hasSuffix("`al': alpha") }
      try terminal.press(.enter)
      try terminal.waitForScreen("<alpha>\n>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `Ctrl-D in an unfinished entry hands it over as it is`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("half\\")
      try terminal.press(.enter)
      try terminal.waitForCursor(after: ". ")
      try terminal.press(.controlD)
      try terminal.waitForScreen("<half\\>\n>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
      try terminal.waitForScreen("<end>")
    }
  }

  @Test func `Tab completes the only candidate in the middle of a line`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("x + cros) > 1")
      try terminal.press(.left, .left, .left, .left, .left, .tab)
      try terminal.waitForCursor(after: "> x + crossover")
      try terminal.press(.enter)
      try terminal.waitForScreen("<x + crossover) > 1>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `Tab completes what candidates share, and lists them when pressed again`() async throws
  {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("(é+s")
      try terminal.press(.tab)
      try terminal.waitForCursor(after: "> (é+sm")
      try terminal.press(.tab, .tab)
      // Only the words are listed, not what precedes them; it may come in several pieces.
      try terminal.waitForScreen("the words alone, then the line again") {
        $0.text.contains("\nsma     smooth\n> (é+sm") || $0.text.contains("\nsma  smooth\n> (é+sm")
      }
      try terminal.waitForCursor(after: "> (é+sm")
      try terminal.press(.enter)
      try terminal.waitForScreen("<(é+sm>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `Tab without candidates changes nothing and proposes no file names`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("/et")
      try terminal.press(.tab, .tab)
      try terminal.type("!")
      try terminal.waitForCursor(after: "> /et!")
      try terminal.press(.enter)
      try terminal.waitForScreen("</et!>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `candidates that begin otherwise never take away what was typed`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("fuzzy")
      try terminal.press(.tab, .tab)
      try terminal.waitForScreen("second")
      try terminal.waitForCursor(after: "> fuzzy")
      try terminal.press(.controlU, .controlD)
    }
  }

  @Test func `pasted lines wait for Enter and are one entry`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.paste("one\r\ttwo\rthree")
      try terminal.waitForScreen("three")
      #expect(!terminal.screen.text.contains("<"))
      try terminal.press(.enter)
      try terminal.waitForOutput("<one|\ttwo|three>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `a narrower terminal wraps the line anew`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type(String(repeating: "x", count: 50))
      try terminal.waitForCursor(after: "> " + String(repeating: "x", count: 50))
      try terminal.resize(columns: 40, rows: 24)
      try terminal.press(.backspace)
      try terminal.type("end")
      try terminal.press(.enter)
      try terminal.waitForOutput("<" + String(repeating: "x", count: 49) + "end>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
      try terminal.waitForOutput("<end>")
    }
  }

  @Test func `history is kept between sessions, entries of several lines as one`() async throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("strat-editor-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await atTerminal(history: path) { terminal in
      try terminal.waitForCursor(after: "> ")
      // Blank lines and repetitions are not worth remembering.
      try terminal.type("older\rfirst\\\rlast\r   \rsame\rsame\r")
      try terminal.waitForScreen("<same>\n> same\n<same>\n>")
      try terminal.press(.controlD)
    }
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == "older\nfirst\\\\\\nlast\nsame\n")
    try await atTerminal(history: path) { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.up)
      try terminal.waitForCursor(after: "> same")
      try terminal.press(.up)
      try terminal.waitForScreen("> first\\\nlast")
      try terminal.press(.up)
      try terminal.waitForCursor(after: "> older")
      try terminal.press(.enter)
      try terminal.waitForScreen("<older>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `a history that cannot be kept is told once and does not end the session`()
    async throws
  {
    try await atTerminal(history: "/dev/null/history") { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("one\rtwo\r")
      try terminal.waitForScreen("<two>")
      let reports = terminal.screen.text.split(separator: "\n").filter {
        $0.contains("<report: cannot write the history")
      }
      #expect(reports.count == 1)
      try terminal.press(.up, .up)
      try terminal.waitForCursor(after: "> one")
      try terminal.press(.controlU, .controlD)
    }
  }

  @Test func `the terminal is left as it was found`() async throws {
    try await atTerminal { terminal in
      try terminal.waitForCursor(after: "> ")
      try terminal.type("stty\r")
      try terminal.waitForScreen("<modes restored: true>")
      try terminal.waitForCursor(after: "> ")
      try terminal.press(.controlD)
    }
  }

  @Test func `without a terminal lines are read plainly and no prompt is written`() async throws {
    let input = FileManager.default.temporaryDirectory
      .appendingPathComponent("strat-input-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: input) }
    try Data("one\r\ntwo\\\nthree\n\nlast\\".utf8).write(to: URL(fileURLWithPath: input))
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      [input = input as String] in
      EchoProgram.redirectInput(from: input)
      EchoProgram.run(history: "/dev/null/history")
    }
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    #expect(output == "<one>\n<two\\|three>\n<>\n<last\\>\n<end>\n")
  }
}
