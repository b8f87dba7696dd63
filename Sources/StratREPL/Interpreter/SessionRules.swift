import StratSyntax

/// The statements that make a strategy of what was declared: its header, rules, stop, size.
struct SessionRules {
  struct Entry {
    var statement: Statement
    var source: SourceText

    /// As it was typed.
    var text: String { source.text(statement.span) }
  }

  private(set) var entries: [Entry] = []

  /// Takes in a statement; of what may stand only once, the last one counts.
  mutating func add(_ statement: Statement, in source: SourceText) {
    let entry = Entry(statement: statement, source: source)
    guard let onlyOne = statement.keywordOfTheOnlyOne else {
      entries.removeAll { $0.text == entry.text }
      entries.append(entry)
      return
    }
    if let place = entries.firstIndex(where: { $0.statement.keywordOfTheOnlyOne == onlyOne }) {
      entries[place] = entry
    } else {
      entries.append(entry)
    }
  }

  /// The rules of a file take the place of those before.
  mutating func replaceAll(with tree: SyntaxTree) {
    entries = tree.statements.filter { $0.declaredName == nil }.map {
      Entry(statement: $0, source: tree.source)
    }
  }

  mutating func removeAll() { entries = [] }

  /// What says of which zone times are, and which hours are traded.
  var clock: [SyntaxTree] {
    entries.compactMap { entry in
      var statement = entry.statement
      switch statement.kind {
      case .strategy(var header):
        // The candles at hand may be others than those it is written for.
        header.intervalMilliseconds = nil
        header.eachTick = nil
        statement.kind = .strategy(header)
      case .hours: break
      case .parameter, .binding, .function, .input, .rule, .stop, .target, .size, .risk, .test,
        .venue:
        return nil
      }
      return SyntaxTree(source: entry.source, statements: [statement], comments: [])
    }
  }

  /// The header, and everything else.
  var texts: (header: [String], rules: [String]) {
    let isHeader = { (entry: Entry) in
      if case .strategy = entry.statement.kind { true } else { false }
    }
    return (
      entries.filter(isHeader).map(\.text), entries.filter { !isHeader($0) }.map(\.text)
    )
  }
}

extension Statement {
  /// The keyword of a statement that a strategy has only one of.
  fileprivate var keywordOfTheOnlyOne: String? {
    switch kind {
    case .strategy: "strategy"
    case .stop: "stop"
    case .target: "target"
    case .size: "size"
    case .risk: "risk"
    case .hours: "hours"
    case .venue: "venue"
    case .rule, .test, .parameter, .binding, .function, .input: nil
    }
  }
}
