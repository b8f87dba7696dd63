#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A session at the prompt: reads entries, prints replies, until the user leaves.
package enum Conversation {
  /// Runs until Ctrl-D, `:quit`, or the end of a pipe.
  ///
  /// Errors do not end it. At a terminal they go with the rest; in a pipe to standard error.
  ///
  /// - Returns: whether an entry failed that was not typed at a terminal.
  package static func run(_ interpreter: Interpreter, historyPath: String?) -> Bool {
    let editor = LineEditor(
      prompt: "> ", continuationPrompt: ". ", historyPath: historyPath,
      complete: { interpreter.complete($0, $1) },
      report: { say("note: \($0)\n", isError: true) })
    if editor.isInteractive { say("strat: `:help` for help, Ctrl-D to leave\n") }
    interpreter.isInterrupted = { LineEditor.isInterruptPending }
    interpreter.screenWidth = { TerminalSize.columns }
    var hasFailed = false
    while true {
      switch editor.readEntry(isComplete: interpreter.isComplete) {
      case .endOfInput: return hasFailed && !editor.isInteractive
      case .interrupted: continue
      case .text(let entry):
        // Pressed before this entry, it was not meant for it.
        _ = editor.takeInterrupt()
        let reply = interpreter.reply(to: entry)
        say(reply.text, isError: reply.isError && !editor.isInteractive)
        if reply.isError { hasFailed = true }
        if reply.ends { return hasFailed && !editor.isInteractive }
      }
    }
  }

  /// Where entries are kept between sessions; nil where there is no place.
  ///
  /// - Parameter environment: gives the value of a variable.
  package static func historyPath(_ environment: (String) -> String?) -> String? {
    if let path = environment("STRAT_HISTORY") { return path.isEmpty ? nil : path }
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/strat/history"
    }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/strat/history"
  }

  private static func say(_ text: String, isError: Bool = false) {
    // A reader that has gone away ends the process by its signal, as it does any filter.
    _ = Descriptor.write(Array(text.utf8), to: isError ? STDERR_FILENO : STDOUT_FILENO)
  }
}
