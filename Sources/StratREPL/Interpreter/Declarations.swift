import StratLanguage
import StratSyntax

/// What the user has declared so far, in an order in which each can use those before it.
struct Declarations {
  struct Entry {
    var name: String
    var statement: Statement
    var source: SourceText

    var tree: SyntaxTree {
      SyntaxTree(source: source, statements: [statement], comments: [])
    }

    /// As it was typed.
    var text: String { source.text(statement.span) }
  }

  /// Why a statement was not taken in.
  struct Refusal: Error {
    /// What is wrong with it.
    var diagnostics: [Diagnostic] = []
    /// The declaration that its change would break.
    var dependent: String?
  }

  private(set) var entries: [Entry] = []
  /// Values given from outside; each counts once a parameter of its name is there.
  var overrides: [String: Double] = [:]
  /// Columns of the candles loaded, which need no `input`.
  var columns: [String] = []
  /// What says of which zone times are, and which hours are traded.
  var clock: [SyntaxTree] = []

  subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  var context: FormulaContext { context(entries) }

  private func context(_ entries: some Sequence<Entry>) -> FormulaContext {
    let entries = Array(entries)
    let parameters = Set(entries.filter { $0.statement.isParameter }.map(\.name))
    return FormulaContext(
      declarations: clock + entries.map(\.tree),
      overrides: overrides.filter { parameters.contains($0.key) }, extraColumns: columns)
  }

  /// Takes in a declaration, in the place of an earlier one of its name.
  ///
  /// - Returns: warnings.
  mutating func add(_ statement: Statement, in source: SourceText) throws(Refusal) -> [Diagnostic] {
    guard let name = statement.declaredName?.text else { return [] }
    let entry = Entry(name: name, statement: statement, source: source)
    guard let place = entries.firstIndex(where: { $0.name == name }) else {
      let warnings = try check(entry, after: entries[...])
      entries.append(entry)
      return warnings
    }
    // In its old place those after it can go on using it; at the end it can use them.
    var changed = entries
    changed[place] = entry
    do {
      let warnings = try check(entry, after: changed[..<place])
      try check(changed[(place + 1)...], in: changed)
      entries = changed
      return warnings
    } catch {
      var moved = entries
      moved.remove(at: place)
      moved.append(entry)
      guard let warnings = try? check(entry, after: moved.dropLast()),
        (try? check(moved[place...].dropLast(), in: moved)) != nil
      else { throw error }
      entries = moved
      return warnings
    }
  }

  /// Forgets a declaration nobody needs.
  mutating func remove(_ name: String) throws(Refusal) {
    guard let place = entries.firstIndex(where: { $0.name == name }) else { return }
    var changed = entries
    changed.remove(at: place)
    try check(changed[place...], in: changed)
    entries = changed
  }

  mutating func removeAll() { entries = [] }

  /// Gives a parameter its value, if it and everything after it can live with that.
  mutating func set(_ name: String, to value: Double) throws(Refusal) {
    guard let place = entries.firstIndex(where: { $0.name == name }) else { return }
    let former = overrides[name]
    overrides[name] = value
    do {
      _ = try check(entries[place], after: entries[..<place])
      try check(entries[(place + 1)...], in: entries)
    } catch {
      overrides[name] = former
      throw error
    }
  }

  private func check(
    _ entry: Entry, after earlier: ArraySlice<Entry>
  ) throws(Refusal) -> [Diagnostic] {
    let context = context(earlier + [entry])
    var before = context
    before.declarations.removeLast()
    let diagnostics = checkDeclarations(entry.tree, context: before)
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw Refusal(diagnostics: diagnostics)
    }
    return diagnostics
  }

  /// Whether those that were fine still are.
  private func check(_ later: ArraySlice<Entry>, in all: [Entry]) throws(Refusal) {
    for index in later.indices {
      guard (try? check(all[index], after: all[..<index])) != nil else {
        throw Refusal(dependent: all[index].name)
      }
    }
  }
}

extension Statement {
  var isParameter: Bool {
    if case .parameter = kind { true } else { false }
  }
}
