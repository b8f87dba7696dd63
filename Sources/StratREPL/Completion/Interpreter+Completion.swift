import StratLanguage
import StratSyntax

/// What Tab proposes.
extension Interpreter {
  /// Proposes what could stand from a word's start up to the cursor; offsets count UTF-8 bytes.
  package func complete(_ line: String, _ cursor: Int) -> (
    wordStart: Int, candidates: [String]
  ) {
    let bytes = Array(line.utf8.prefix(cursor))
    let start = bytes.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    if start < bytes.count, bytes[start] == UInt8(ascii: ":") {
      let nameEnd = bytes[start...].firstIndex { $0 == UInt8(ascii: " ") }
      guard let nameEnd else { return commands(bytes, start) }
      let name = String(decoding: bytes[(start + 1)..<nameEnd], as: UTF8.self)
      switch InterpreterCommand.named(name) {
      case .load, .data, .with, .save: return files(bytes, nameEnd + 1)
      case .plot: return plotArguments(bytes, nameEnd + 1)
      case .set:
        return words(
          bytes, declarations.entries.filter { $0.statement.isParameter }.map { $0.name + "=" })
      case .help: return words(bytes, FunctionCatalogue.names)
      case .forget: return words(bytes, declarations.entries.map(\.name))
      case .type, .why, .time, .disasm: return formula(bytes, nameEnd + 1)
      case .columns, .names, .quit, nil: return (cursor, [])
      }
    }
    return formula(bytes, 0)
  }

  private func commands(_ bytes: [UInt8], _ start: Int) -> (Int, [String]) {
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    let names = InterpreterCommand.allCases.map {
      ":" + $0.rawValue + ($0.argument.isEmpty ? "" : " ")
    }
    return (start, names.filter { $0.hasPrefix(typed) })
  }

  private func files(_ bytes: [UInt8], _ start: Int) -> (Int, [String]) {
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    let directory = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let prefix = typed.dropFirst(directory.count)
    let names = TextFile.names(in: directory).filter {
      $0.hasPrefix(prefix) && (!prefix.isEmpty || !$0.hasPrefix("."))
    }
    return (start, names.map { directory + $0 })
  }

  private func words(_ bytes: [UInt8], _ candidates: [String]) -> (Int, [String]) {
    let start = wordStart(bytes)
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    return (start, candidates.filter { $0.hasPrefix(typed) })
  }

  /// Options, the files after them, and formulas.
  private func plotArguments(_ bytes: [UInt8], _ from: Int) -> (Int, [String]) {
    let start = bytes.lastIndex(of: UInt8(ascii: " ")).map { max($0 + 1, from) } ?? from
    let before = String(decoding: bytes[from..<start], as: UTF8.self).trimmed
    for option in ["--png", "--svg"] where before.hasSuffix(option) {
      return files(bytes, start)
    }
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    if typed.hasPrefix("-") {
      return (start, PlotRequest.options.map { $0 + " " }.filter { $0.hasPrefix(typed) })
    }
    return formula(bytes, from)
  }

  // MARK: Formulas

  private func formula(_ bytes: [UInt8], _ from: Int) -> (Int, [String]) {
    let start = max(wordStart(bytes), from)
    if start > from, bytes[start - 1] == UInt8(ascii: ".") {
      return fields(bytes, from, dot: start - 1)
    }
    if start == bytes.count, let call = openCall(bytes, from) { return (start, call) }
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    // An empty line would list everything there is.
    if typed.isEmpty, bytes[from...].allSatisfy({ $0 == UInt8(ascii: " ") }) { return (start, []) }
    let choices = choices(Array(bytes[from...]))
    if !choices.isEmpty { return (start, choices.filter { $0.hasPrefix(typed) }) }
    let isStatementStart = bytes[from..<start].allSatisfy { $0 == UInt8(ascii: " ") }
    var candidates = labels(Array(bytes[from...]))
    candidates += Vocabulary.columns.map(\.name)
    candidates += declarations.columns.filter { !candidates.contains($0) }
    for entry in declarations.entries {
      if case .function = entry.statement.kind {
        candidates.append(entry.name + "(")
      } else {
        candidates.append(entry.name)
      }
    }
    candidates += FunctionCatalogue.names.map { name in
      let takesNothing =
        FunctionCatalogue.description(of: name)?.parameterNames.isEmpty ?? false
      return takesNothing ? name : name + "("
    }
    candidates += ClockField.allCases.map(\.rawValue)
    candidates += Self.operators
    if isStatementStart { candidates += Self.statements }
    var seen: Set<String> = []
    return (
      start, candidates.filter { $0.hasPrefix(typed) && seen.insert($0).inserted }.sorted()
    )
  }

  /// The names that an option may be here, and the labels in its place.
  private func choices(_ bytes: [UInt8]) -> [String] {
    let site = CompletionSite(bytes)
    guard let call = site.call, let function = function(call.name.text) else { return [] }
    let choices = function.choices(at: site)
    return choices.isEmpty ? [] : (labels(bytes) + choices).sorted()
  }

  /// The names of the arguments that may begin here.
  private func labels(_ bytes: [UInt8]) -> [String] {
    let site = CompletionSite(bytes)
    guard site.beginsArgument, let call = site.call, let function = function(call.name.text)
    else { return [] }
    let taken = Set(
      function.labels.prefix(call.labels.isEmpty ? call.argument : 0) + call.labels)
    return function.labels.filter { !taken.contains($0) }.map { $0 + ": " }
  }

  private func function(_ name: String) -> FunctionDescription? {
    if case .function(let declaration)? = declarations[name]?.statement.kind {
      return FunctionDescription(declaration, family: "Declared here")
    }
    return FunctionCatalogue.description(of: name)
  }

  private static let operators = [
    "and", "or", "not", "if", "then", "else", "crosses above", "crosses below", "true", "false",
    "na",
  ]
  private static let statements = ["let ", "param ", "def ", "input ", "hours "]

  /// The form and meaning of the function whose parenthesis was just opened.
  ///
  /// Two entries that share no beginning are listed and nothing is typed for the user.
  private func openCall(_ bytes: [UInt8], _ from: Int) -> [String]? {
    guard let open = bytes.indices.last, open > from, bytes[open] == UInt8(ascii: "(") else {
      return nil
    }
    let nameBytes = bytes[from..<open]
    let nameStart = wordStart(Array(nameBytes)) + from
    let name = String(decoding: bytes[nameStart..<open], as: UTF8.self)
    guard let description = function(name) else { return nil }
    let meaning = description.summary.isEmpty ? "Declared here." : description.summary
    return [description.signature, meaning]
  }

  /// The fields of the record before a dot.
  private func fields(_ bytes: [UInt8], _ from: Int, dot: Int) -> (Int, [String]) {
    let typed = String(decoding: bytes[(dot + 1)...], as: UTF8.self)
    guard let start = operandStart(bytes, from, end: dot) else { return (dot + 1, []) }
    let source = SourceText(name: "input", bytes: Array(bytes[start..<dot]))
    let outputs = compileFormula(source, context: declarations.context).strategy?.outputs ?? []
    let prefix = source.text(SourceSpan(0, source.bytes.count)) + "."
    let names = outputs.compactMap { output -> String? in
      guard case .formula(let text) = output.role, text.hasPrefix(prefix) else { return nil }
      return String(text.dropFirst(prefix.count))
    }
    return (dot + 1, names.filter { $0.hasPrefix(typed) })
  }

  /// Where the name or call that ends at a place begins.
  private func operandStart(_ bytes: [UInt8], _ from: Int, end: Int) -> Int? {
    var index = end
    if index > from, bytes[index - 1] == UInt8(ascii: ")") {
      var depth = 0
      repeat {
        index -= 1
        if bytes[index] == UInt8(ascii: ")") { depth += 1 }
        if bytes[index] == UInt8(ascii: "(") { depth -= 1 }
      } while depth > 0 && index > from
      if depth > 0 { return nil }
    }
    while index > from, isWordByte(bytes[index - 1]) { index -= 1 }
    return index < end ? index : nil
  }

  private func wordStart(_ bytes: [UInt8]) -> Int {
    bytes.count - bytes.reversed().prefix { isWordByte($0) }.count
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
