@preconcurrency @unsafe import CReadline
import Foundation
import Synchronization

/// Reads what the user types, with editing, history and completion where there is a terminal.
///
/// Without one, as in a pipe, it reads plain lines and writes nothing. GNU readline keeps its state
/// in C globals: there is one editor at a time, used by one thread at a time, and this is the only
/// file that touches them.
package final class LineEditor {
  package enum Entry: Hashable, Sendable {
    /// One or more lines, joined by line breaks.
    case text(String)
    /// Ctrl-C: what was typed is dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the end of a pipe.
    case endOfInput
  }

  /// Proposes what could stand from a word's start up to the cursor; offsets count UTF-8 bytes.
  package typealias Completer = (_ line: String, _ cursor: Int) -> (
    wordStart: Int, candidates: [String]
  )

  private enum Line {
    case text(String)
    case interrupted
    case end
  }

  /// Colours in a prompt must stand between U+0001 and U+0002, or the cursor is misplaced.
  package var prompt: String
  package var continuationPrompt: String
  /// Whether the user is at a terminal, to be greeted and prompted.
  package let isInteractive: Bool
  private let history: HistoryFile?
  private let report: (String) -> Void
  private var hasReported = false
  private var lastRemembered: String?

  /// Prepares the terminal and loads the history.
  ///
  /// - Parameters:
  ///   - historyPath: where entries are kept between sessions; nil keeps them for this one only.
  ///   - report: takes the first trouble with the history, in words for the user.
  /// - Precondition: no other editor exists.
  package init(
    prompt: String, continuationPrompt: String, historyPath: String?,
    complete: @escaping Completer, report: @escaping (String) -> Void
  ) {
    self.prompt = prompt
    self.continuationPrompt = continuationPrompt
    self.report = report
    isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    history = isInteractive ? historyPath.map { HistoryFile(path: $0) } : nil
    guard isInteractive else { return }
    Readline.start(completer: complete)
    withHistory { history throws(HistoryFile.Problem) in
      for entry in try history.load() where !entry.utf8.contains(0) {
        Readline.remember(entry)
        lastRemembered = entry
      }
    }
  }

  deinit {
    if isInteractive { Readline.stop() }
  }

  /// Reads lines until they make up a complete entry.
  ///
  /// An unfinished entry ended by Ctrl-D is returned as it is, to be complained about.
  package func readEntry(isComplete: (String) -> Bool) -> Entry {
    var unfinished: String?
    while true {
      switch nextLine(prompt: unfinished == nil ? prompt : continuationPrompt) {
      case .interrupted:
        return .interrupted
      case .end:
        guard let unfinished else { return .endOfInput }
        remember(unfinished)
        return .text(unfinished)
      case .text(let line):
        let entry = unfinished.map { $0 + "\n" + line } ?? line
        if isComplete(entry) {
          remember(entry)
          return .text(entry)
        }
        unfinished = entry
      }
    }
  }

  /// Whether Ctrl-C was pressed while nothing was being read, since this was last asked.
  ///
  /// A long evaluation may ask; pressed with nobody asking, it is without effect.
  package func takeInterrupt() -> Bool {
    interruptSignal.exchange(false, ordering: .relaxed)
  }

  /// Whether Ctrl-C has been pressed since that was last taken note of; for whoever only asks.
  package static var isInterruptPending: Bool { interruptSignal.load(ordering: .relaxed) }

  private func nextLine(prompt: String) -> Line {
    guard isInteractive else {
      return Swift.readLine(strippingNewline: true).map(Line.text) ?? .end
    }
    guard let line = Readline.line(prompt: prompt) else {
      // The cursor still stands behind the prompt.
      print()
      fflush(nil)
      return .end
    }
    return Readline.takeCancellation() ? .interrupted : .text(line)
  }

  private func remember(_ entry: String) {
    let isBlank = entry.allSatisfy(\.isWhitespace)
    guard isInteractive, !isBlank, entry != lastRemembered else { return }
    lastRemembered = entry
    Readline.remember(entry)
    withHistory { history throws(HistoryFile.Problem) in try history.append(entry) }
  }

  /// Does without the history when it fails, and says so once.
  private func withHistory(_ use: (HistoryFile) throws(HistoryFile.Problem) -> Void) {
    guard let history else { return }
    do throws(HistoryFile.Problem) {
      try use(history)
    } catch {
      if !hasReported { report(error.description) }
      hasReported = true
    }
  }
}

/// Set by the signal that Ctrl-C sends while no line is being read.
private let interruptSignal = Atomic<Bool>(false)

/// GNU readline's functions and globals, called here and nowhere else.
private enum Readline {
  /// What readline's callbacks, which are plain C functions, need to know.
  private struct State {
    var completer: LineEditor.Completer
    /// Ctrl-C ended the line being read.
    var isCancelled = false
    /// How much of each match precedes the word and is not shown in a list of candidates.
    var hiddenBytes = 0
    var formerInterruptHandler: __sighandler_t?
  }

  /// Only touched by the one thread that uses the one editor.
  nonisolated(unsafe) private static var state: State?
  private static let isTaken = Mutex(false)

  static func start(completer: @escaping LineEditor.Completer) {
    let wasTaken = isTaken.withLock { taken in
      defer { taken = true }
      return taken
    }
    precondition(!wasTaken, "readline serves one line editor at a time")
    unsafe state = State(completer: completer)
    // Kept for as long as the process runs, as readline demands.
    unsafe rl_readline_name = UnsafePointer(strdup("strat"))
    useUTF8()
    rl_initialize()
    using_history()
    stifle_history(Int32(HistoryFile.maximumEntries))
    configureCompletion()
    configureInterrupt()
  }

  static func stop() {
    if let handler = unsafe state?.formerInterruptHandler { signal(SIGINT, handler) }
    rl_prep_term_function = rl_prep_terminal
    clear_history()
    unsafe state = nil
    isTaken.withLock { $0 = false }
  }

  /// Reads a line; nil at Ctrl-D on an empty one.
  static func line(prompt: String) -> String? {
    unsafe state?.isCancelled = false
    guard let line = unsafe readline(prompt) else { return nil }
    defer { unsafe free(line) }
    return unsafe String(cString: line)
  }

  /// Whether Ctrl-C ended the line read last.
  static func takeCancellation() -> Bool {
    defer { unsafe state?.isCancelled = false }
    return unsafe state?.isCancelled ?? false
  }

  static func remember(_ entry: String) { unsafe add_history(entry) }

  /// The language is written in UTF-8, whatever the environment says.
  ///
  /// Readline asks the environment again for every line, so that is what has to change.
  private static func useUTF8() {
    unsafe setlocale(LC_CTYPE, "")
    if let codeset = unsafe nl_langinfo(nl_item(CODESET)),
      unsafe String(cString: codeset) == "UTF-8"
    {
      return
    }
    let environment = ProcessInfo.processInfo.environment
    let variable = environment["LC_ALL", default: ""].isEmpty ? "LC_CTYPE" : "LC_ALL"
    for name in ["C.UTF-8", "en_US.UTF-8"] where unsafe setlocale(LC_CTYPE, name) != nil {
      unsafe setenv(variable, name, 1)
      return
    }
  }

  // MARK: Ctrl-C

  /// Makes Ctrl-C a key while a line is read: no signal can then hit readline half-way.
  private static func configureInterrupt() {
    for name in ["emacs", "emacs-meta", "emacs-ctlx", "vi-insert", "vi-command"] {
      if let keymap = unsafe rl_get_keymap_by_name(name) {
        unsafe rl_bind_keyseq_in_map("\\C-c", { _, _ in Readline.cancelLine() }, keymap)
      }
    }
    rl_prep_term_function = { meta in Readline.prepareTerminal(meta: meta) }
    // Between two lines Ctrl-C is a signal; pressed twice in a hurry it must not end the program.
    interruptSignal.store(false, ordering: .relaxed)
    unsafe state?.formerInterruptHandler = signal(SIGINT) { _ in
      interruptSignal.store(true, ordering: .relaxed)
    }
  }

  private static func cancelLine() -> Int32 {
    unsafe state?.isCancelled = true
    rl_point = rl_end
    unsafe rl_insert_text("^C")
    rl_redisplay_function()
    return rl_newline(1, Int32(UInt8(ascii: "\n")))
  }

  private static func prepareTerminal(meta: Int32) {
    rl_prep_terminal(meta)
    var modes = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    let disabled = UInt8(truncatingIfNeeded: fpathconf(STDIN_FILENO, Int32(_PC_VDISABLE)))
    unsafe withUnsafeMutableBytes(of: &modes.c_cc) { characters in
      unsafe characters[Int(VINTR)] = disabled
    }
    unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }

  // MARK: Completion

  private static func configureCompletion() {
    // Readline finds words by characters that end them; the language knows better. It is told
    // that the whole line is the word, and every match repeats what precedes the real one.
    unsafe rl_completer_word_break_characters = UnsafePointer(strdup(""))
    unsafe rl_attempted_completion_function = { _, start, end in
      unsafe Readline.matches(start: Int(start), end: Int(end))
    }
    unsafe rl_completion_display_matches_hook = { matches, count, _ in
      unsafe Readline.list(matches, count: Int(count))
    }
    unsafe rl_variable_bind("page-completions", "off")
  }

  /// The matches as readline wants them: what they share, then each of them, in C memory.
  private static func matches(
    start: Int, end: Int
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    // Or readline would propose file names, close quotes and add a blank.
    rl_attempted_completion_over = 1
    rl_completion_suppress_quote = 1
    rl_completion_append_character = 0
    guard let state = unsafe state, let buffer = unsafe rl_line_buffer,
      let line = unsafe String(validatingCString: buffer), start >= 0, end <= line.utf8.count
    else { return nil }
    let (wordStart, candidates) = state.completer(line, end)
    guard (start...end).contains(wordStart), !candidates.isEmpty else { return nil }
    let bytes = line.utf8
    let before = bytes.dropFirst(start).prefix(wordStart - start)
    guard let hidden = String(before),
      let typed = String(bytes.dropFirst(wordStart).prefix(end - wordStart))
    else { return nil }
    unsafe Readline.state?.hiddenBytes = wordStart - start
    var texts = candidates.map { hidden + $0 }
    if texts.count > 1 {
      let shared = commonPrefix(of: candidates)
      // Candidates may match otherwise than by their beginning: never take away what was typed.
      texts.insert(hidden + (shared.utf8.count < typed.utf8.count ? typed : shared), at: 0)
    }
    guard let list = unsafe calloc(texts.count + 1, MemoryLayout<UnsafeRawPointer>.stride) else {
      return nil
    }
    let pointers = unsafe list.bindMemory(
      to: UnsafeMutablePointer<CChar>?.self, capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { unsafe pointers[index] = strdup(text) }
    return unsafe pointers
  }

  private static func commonPrefix(of candidates: [String]) -> String {
    candidates.dropFirst().reduce(candidates.first ?? "") { shared, candidate in
      let length = zip(shared, candidate).prefix { $0 == $1 }.count
      return String(shared.prefix(length))
    }
  }

  /// Lists the candidates without what precedes the word in each match.
  private static func list(
    _ matches: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, count: Int
  ) {
    guard let matches = unsafe matches, let state = unsafe state else { return }
    let hiddenBytes = state.hiddenBytes
    var shown: [UnsafeMutablePointer<CChar>?] = unsafe []
    var widest = 0
    for index in 0...count {
      guard let match = unsafe matches[index] else { break }
      let visible = unsafe strlen(match) >= hiddenBytes ? unsafe match + hiddenBytes : match
      unsafe shown.append(visible)
      if index > 0 { widest = max(widest, unsafe strlen(visible)) }
    }
    let total = unsafe shown.count - 1
    unsafe shown.append(nil)
    unsafe shown.withUnsafeMutableBufferPointer { list in
      unsafe rl_display_match_list(list.baseAddress, Int32(total), Int32(widest))
    }
    rl_forced_update_display()
  }
}
