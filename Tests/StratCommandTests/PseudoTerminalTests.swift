import Foundation
import TestSupport
import Testing

struct PseudoTerminalTests {
  @Test func `what is typed is echoed and comes back from the program`() throws {
    let terminal = try PseudoTerminal()
    try terminal.run("/bin/cat")
    try terminal.type("grüße 😀")
    try terminal.press(.enter)
    try terminal.waitForScreen("grüße 😀\ngrüße 😀")
    try terminal.press(.controlD)
    #expect(try terminal.waitForExit() == .status(0))
  }

  @Test func `the program is at a terminal of its own, of the given size`() throws {
    let terminal = try PseudoTerminal(columns: 61, rows: 17)
    try terminal.run("/bin/sh", ["-c", "test -t 0 && test -t 1 && test -t 2 && tty && stty size"])
    try terminal.waitForScreen(terminal.devicePath)
    try terminal.waitForScreen("17 61")
    #expect(try terminal.waitForExit() == .status(0))
  }

  @Test func `Ctrl-C interrupts, and how a program ended is told`() throws {
    let terminal = try PseudoTerminal()
    try terminal.run("/bin/sh", ["-c", "echo ready; exec sleep 1000"])
    try terminal.waitForScreen("ready")
    try terminal.press(.controlC)
    #expect(try terminal.waitForExit() == .signal(SIGINT))
    let failing = try PseudoTerminal()
    try failing.run("/bin/sh", ["-c", "exit 7"])
    #expect(try failing.waitForExit() == .status(7))
  }

  @Test func `a new size reaches the program`() throws {
    let terminal = try PseudoTerminal()
    try terminal.run(
      "/bin/sh", ["-c", "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.05; done"])
    try terminal.waitForScreen("ready")
    try terminal.resize(columns: 33, rows: 44)
    try terminal.waitForScreen("44 33")
  }

  @Test func `the environment is the given one`() throws {
    let terminal = try PseudoTerminal()
    try terminal.run("/bin/sh", ["-c", "echo $COLOUR-$TERM"], environment: ["COLOUR": "blue"])
    try terminal.waitForScreen("blue-xterm")
  }

  @Test func `output that does not come is an error that shows the screen`() throws {
    let terminal = try PseudoTerminal()
    try terminal.run("/bin/sh", ["-c", "echo something else"])
    let failure = #expect(throws: PseudoTerminal.Failure.self) {
      try terminal.waitForScreen("expected")
    }
    #expect(failure?.description.contains("something else") == true)
    #expect(failure?.description.contains("the program ended") == true)
    let silent = try PseudoTerminal()
    try silent.run("/bin/cat")
    #expect(throws: PseudoTerminal.Failure.self) {
      try silent.waitForOutput("x", within: .milliseconds(50))
    }
    #expect(throws: PseudoTerminal.Failure.self) {
      try silent.waitForExit(within: .milliseconds(50))
    }
  }

  @Test func `a command that is not there is an error`() throws {
    let terminal = try PseudoTerminal()
    #expect(throws: PseudoTerminal.Failure.self) { try terminal.run("/no/such/command") }
  }

  @Test func `the same output is waited for once each time it comes`() throws {
    let terminal = try PseudoTerminal()
    try terminal.run("/bin/sh", ["-c", "echo one two one; echo three"])
    #expect(try terminal.waitForOutput("one") == "one")
    #expect(try terminal.waitForOutput("one") == " two one")
    try terminal.waitForOutput("three")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/bin/bash"), "needs bash"))
  func `bash's own line editor works: editing, history, completion`() throws {
    let terminal = try PseudoTerminal()
    try terminal.run(
      "/bin/bash", ["--norc", "--noprofile", "-i"],
      environment: ["PS1": "> ", "BASH_SILENCE_DEPRECATION_WARNING": "1"])
    try terminal.waitForCursor(after: "> ")
    try terminal.type("echo ab")
    try terminal.press(.left)
    try terminal.type("X")
    try terminal.waitForCursor(after: "> echo aX")
    try terminal.press(.enter)
    try terminal.waitForScreen("> echo aXb\naXb\n>")
    try terminal.press(.up)
    try terminal.waitForCursor(after: "> echo aXb")
    try terminal.press(.controlU)
    try terminal.waitForCursor(after: "> ")
    try terminal.type("shop")
    try terminal.press(.tab)
    try terminal.waitForCursor(after: "> shopt ")
    try terminal.press(.controlU)
    try terminal.press(.controlD)
    #expect(try terminal.waitForExit() == .status(0))
  }
}

struct TerminalScreenTests {
  private func shown(_ output: String, columns: Int = 10) -> String {
    var screen = TerminalScreen(columns: columns)
    screen.receive(output.utf8)
    return screen.text
  }

  @Test(arguments: [
    ("abc\r\ndef", "abc\ndef"), ("abc\rX", "Xbc"), ("abc\u{8}\u{8}X", "aXc"),
    ("abcdefghijkl", "abcdefghij\nkl"), ("abcdefghij", "abcdefghij"), ("a\tb", "a       b"),
    ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}[?2004habc", "abc"), ("abc\r\u{1B}[K", ""),
    ("abc\u{1B}[2D\u{1B}[K", "a"), ("abc\r\u{1B}[CX", "aXc"), ("abc\r\u{1B}[2P", "c"),
    ("abc\r\u{1B}[2@", "  abc"), ("one\r\ntwo\u{1B}[AX", "oneX\ntwo"), ("a\u{1B}[4GX", "a  X"),
    ("one\r\ntwo\u{1B}[H\u{1B}[J", ""), ("one\r\ntwo\u{1B}[H\u{1B}[2Jx", "x"),
    ("\u{1B}]0;title\u{7}x", "x"), ("é😀", "é😀"), ("a  \r\n\r\n", "a"),
  ])
  func `bytes show as on a terminal`(output: String, text: String) {
    #expect(shown(output) == text)
  }

  @Test func `a character and a sequence may come in pieces`() {
    var screen = TerminalScreen(columns: 10)
    for byte in "é\u{1B}[31mx\u{1B}[2Dy".utf8 { screen.receive([byte]) }
    #expect(screen.text == "yx")
    #expect(screen.lineBeforeCursor == "y")
  }

  @Test func `bytes that are no text do not stop the screen`() {
    var screen = TerminalScreen(columns: 10)
    screen.receive([0xFF, 0xFF, 0xFF, 0xFF, 0x61])
    #expect(screen.text == "\u{FFFD}a")
  }
}
