import StratLanguage
import StratSyntax

/// What is known about one state of a document, found when it is first asked for.
final class Analysis {
  let source: SourceText
  private(set) lazy var parsed = parseStrategy(source)
  private(set) lazy var diagnostics = compile(source).diagnostics
  private(set) lazy var tokens = tokenise(source)
  private(set) lazy var symbols = SymbolIndex(tree)

  init(_ source: SourceText) { self.source = source }

  var tree: SyntaxTree { parsed.tree }

  /// The statement that holds a place, or ends right before it.
  func statementIndex(at offset: Int) -> Int? {
    tree.statements.lastIndex { Int($0.span.start) <= offset && offset <= Int($0.span.end) }
  }

  /// The token that holds a place; of two that meet there, the one that is a word.
  func token(at offset: Int) -> Token? {
    let all = tokens.tokens
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let found = all[low - 1]
    guard found.kind != .endOfFile, offset <= found.end else {
      // The end of the file stands where the last word ends.
      guard low > 1, all[low - 2].end == offset else { return nil }
      return all[low - 2]
    }
    if found.start == offset, found.kind.spelling != nil, !found.kind.isReservedWord, low > 1,
      all[low - 2].end == offset
    {
      return all[low - 2]
    }
    return offset < found.end || found.kind == .identifier || found.kind.isReservedWord
      ? found : nil
  }

  // MARK: - Types

  /// What a formula is, where it stands.
  struct Meaning {
    /// One, or one for each field of a record.
    var outputs: [StrategyOutput]
    var history: History
  }

  /// What a formula inside a statement is, with what was declared before; nil where it is wrong.
  func meaning(of expression: Expression, in statement: Int) -> Meaning? {
    let checked = checkFormula(expression, source: source, context: context(before: statement))
    guard let strategy = checked.strategy, !strategy.outputs.isEmpty else { return nil }
    return Meaning(outputs: strategy.outputs, history: strategy.history)
  }

  /// The declarations before a statement, without those that could not be read.
  func context(before statement: Int) -> FormulaContext {
    let readable = tree.statements.prefix(statement).filter { $0.formulas.allSatisfy(\.isWhole) }
    return FormulaContext(
      declarations: [SyntaxTree(source: source, statements: Array(readable), comments: [])])
  }
}
