import Foundation
import StratREPL

/// A program around the line editor: answers each entry with itself between angle brackets.
///
/// Line breaks show as `|`; an entry is unfinished while it ends in a backslash.
enum EchoProgram {
  static func run(history: String?) {
    var before = termios()
    _ = unsafe tcgetattr(STDIN_FILENO, &before)
    let editor = LineEditor(
      prompt: "> ", continuationPrompt: ". ", historyPath: history, complete: complete,
      report: { say("<report: \($0)>") })
    while true {
      switch editor.readEntry(isComplete: { !$0.hasSuffix("\\") }) {
      case .text("stty"):
        var now = termios()
        _ = unsafe tcgetattr(STDIN_FILENO, &now)
        let isSame = bytes(of: now) == bytes(of: before)
        say("<modes restored: \(isSame)>")
      case .text("busy"):
        say("<busy>")
        while !editor.takeInterrupt() { usleep(1000) }
        say("<noticed once: \(!editor.takeInterrupt())>")
      case .text(let text): say("<\(text.replacing("\n", with: "|"))>")
      case .interrupted: say("<interrupted>")
      case .endOfInput:
        say("<end>")
        return
      }
    }
  }

  /// Makes a terminal the standard input, output and error of this process, and its own.
  static func takeTerminal(_ device: String, environment: [String: String]) {
    setsid()
    let descriptor = unsafe open(device, O_RDWR)
    for standard in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(descriptor, standard) }
    let settings = ["TERM": "xterm", "LC_ALL": "C.UTF-8", "INPUTRC": "/dev/null"]
      .merging(environment) { $1 }
    for (name, value) in settings { unsafe setenv(name, value, 1) }
  }

  static func redirectInput(from path: String) {
    dup2(unsafe open(path, O_RDONLY), STDIN_FILENO)
  }

  private static func bytes(of modes: termios) -> [UInt8] {
    unsafe withUnsafeBytes(of: modes) { unsafe Array($0) }
  }

  private static func say(_ text: String) {
    print(text)
    fflush(nil)
  }

  private static func complete(
    line: String, cursor: Int
  ) -> (wordStart: Int, candidates: [String]) {
    let before = Array(line.utf8.prefix(cursor))
    let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    let start = before.lastIndex { !isLetter($0) }.map { $0 + 1 } ?? 0
    let word = String(decoding: before[start...], as: UTF8.self)
    if word == "fuzzy" { return (start, ["first", "second"]) }
    let names = ["sma", "smooth", "crossover", "close"]
    return (start, word.isEmpty ? [] : names.filter { $0.hasPrefix(word) })
  }
}
