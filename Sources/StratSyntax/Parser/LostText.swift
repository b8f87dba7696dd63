/// What stands where a file was not understood.
///
/// A name in it may have been declared or used there, so nothing can be said about it; of every
/// other name it is certain whether it is known.
package struct LostText: Sendable {
  private var names: Set<String> = []
  /// A declaration without its name was lost: it may be that of any unknown name.
  private var lacksName = false

  /// Whether the name could become known when the mistakes are mended.
  package func mayDeclare(_ name: String) -> Bool { lacksName || names.contains(name) }

  /// Whether the name could be used in what was lost.
  package func mayUse(_ name: String) -> Bool { names.contains(name) }

  package init(_ parsed: ParseResult<SyntaxTree>) {
    let source = parsed.tree.source
    let places = parsed.diagnostics.map(\.primary.span)
    let understood = parsed.tree.statements.filter { statement in
      switch statement.kind {
      // An expectation that was given up leaves no trace in the tree.
      case .test:
        !places.contains { $0.start >= statement.span.start && $0.end <= statement.span.end }
      default: statement.formulas.allSatisfy(\.isWhole)
      }
    }
    let tokens = tokenise(source).tokens
    var next = 0
    for (index, token) in tokens.enumerated() {
      while next < understood.count, Int(understood[next].span.end) <= token.start { next += 1 }
      if next < understood.count, Int(understood[next].span.start) <= token.start { continue }
      switch token.kind {
      case .identifier:
        names.insert(source.text(token.span))
        names.insert(Lexer.mendedName(source.bytes[token.start..<token.end]))
      case .let, .param, .def, .input:
        if index + 1 < tokens.count, tokens[index + 1].kind != .identifier { lacksName = true }
      default: continue
      }
    }
  }
}

extension Statement {
  /// The formulas the statement is made of; none for a test, whose parts stand alone.
  fileprivate var formulas: [Expression] {
    switch kind {
    case .parameter(let parameter):
      [parameter.value]
        + (parameter.range.map { [$0.low, $0.high] + ($0.step.map { [$0] } ?? []) } ?? [])
    case .binding(let binding): [binding.value]
    case .function(let function):
      function.bindings.map(\.value) + [function.result]
        + function.parameters.compactMap(\.defaultValue)
    case .rule(let rule): rule.formulas
    case .stop(let value), .target(let value): [value]
    case .size(let clause): [clause.amount]
    case .risk(let settings): settings.map(\.value)
    case .strategy, .input, .test, .hours, .venue: []
    }
  }
}
