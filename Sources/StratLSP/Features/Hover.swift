import StratLanguage
import StratSyntax

/// What is known about the word or the formula under the pointer.
extension LanguageServer {
  func hover(_ params: JSON) throws(ResponseError) -> JSON {
    let (document, offset) = try place(params)
    let analysis = document.analysis
    guard let token = analysis.token(at: offset) else { return .null }
    var text = Markup()
    var span = token.span
    if let occurrence = analysis.symbols.occurrence(at: offset), occurrence.span == token.span {
      describe(occurrence, in: analysis, &text)
    } else if token.kind == .identifier {
      describe(name: token, in: analysis, &text)
    } else if let meaning = token.kind.meaning {
      text.addCode(token.kind.spelling ?? "")
      text.add(meaning)
    }
    if let (expression, statement) = formula(at: token, in: analysis),
      let meaning = analysis.meaning(of: expression, in: statement)
    {
      if text.isEmpty { text.addCode(analysis.source.clipped(expression.span, to: 200)) }
      text.add(words(meaning))
      // An operator stands for all that it joins.
      if token.kind.spelling != nil, !token.kind.isReservedWord { span = expression.span }
    }
    if text.isEmpty { return .null }
    return ["contents": client.markup(text), "range": document.lines.range(span)]
  }

  /// `a price; needs 13 bars of history`, or the same for each field.
  private func words(_ meaning: Analysis.Meaning) -> String {
    let outputs = meaning.outputs
    let type: String
    if outputs.count == 1, let output = outputs.first {
      type = output.phrase
    } else {
      let fields = outputs.map { output in "`\(output.fieldName)`: \(output.phrase)" }
      type = "a record of " + fields.joined(separator: ", ")
    }
    return "Is \(type); \(meaning.history.sentence)."
  }

  // MARK: - Names

  private func describe(_ occurrence: Occurrence, in analysis: Analysis, _ text: inout Markup) {
    let symbol = analysis.symbols.symbols[occurrence.symbol]
    let statement = analysis.tree.statements[symbol.statement]
    switch symbol.kind {
    case .parameter, .series, .input:
      text.addCode(oneLine(statement.span, in: analysis))
      text.add(comment(above: statement, in: analysis))
    case .function:
      if case .function(let declaration) = statement.kind {
        text.add(FunctionDescription(declaration, family: ""))
      }
    case .argument:
      if case .function(let declaration) = statement.kind,
        let parameter = declaration.parameters.first(where: { $0.name.span == symbol.span })
      {
        let dimension = parameter.dimension.map { " : \($0.text)" } ?? ""
        text.addCode(symbol.name + dimension)
        text.add("A parameter of `\(declaration.name.text)`.")
      }
    case .local, .field:
      text.addCode(symbol.name)
      if let owner = statement.declaredName {
        let what =
          symbol.kind == .field
          ? "A field of what `\(owner.text)` gives."
          : "A series inside `\(owner.text)`."
        text.add(what)
      }
    }
  }

  private func describe(name token: Token, in analysis: Analysis, _ text: inout Markup) {
    let name = analysis.source.text(token.span)
    switch analysis.symbols.roles[token.span.start] {
    case .builtInFunction:
      if let description = FunctionCatalogue.description(of: name) { text.add(description) }
    case .column:
      text.addCode(name)
      text.add("A column of the candles.")
    case .builtInArgument:
      text.addCode(name)
      text.add("An argument by its name.")
    case .dimension:
      text.addCode(name)
      text.add("A dimension: what a number counts.")
    case .riskSetting:
      let setting = Vocabulary.riskSettings.first { $0.name == name }
      if let setting { text.addCode(setting.example) }
    case .builtInField, .label, nil: break
    }
  }

  /// The comment lines right above a statement.
  private func comment(above statement: Statement, in analysis: Analysis) -> String {
    let source = analysis.source
    var line = source.lineIndex(of: statement.span.start)
    var lines: [String] = []
    for comment in analysis.tree.comments.reversed() where !comment.trailing {
      let own = source.lineIndex(of: comment.span.start)
      if own >= line { continue }
      guard own == line - 1 else { break }
      lines.append(comment.text)
      line = own
    }
    return lines.reversed().joined(separator: " ")
  }

  private func oneLine(_ span: SourceSpan, in analysis: Analysis) -> String {
    analysis.source.text(span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: - Formulas

  /// The formula that a token stands for: its own, or all that an operator joins.
  private func formula(
    at token: Token, in analysis: Analysis
  ) -> (Expression, statement: Int)? {
    guard let index = analysis.statementIndex(at: token.start) else { return nil }
    let statement = analysis.tree.statements[index]
    // What is declared is hovered over at its name, and a rule at its keyword.
    if let name = statement.declaredName, name.span == token.span {
      switch statement.kind {
      case .binding, .parameter, .input:
        return (Expression(.name(name.text), name.span), index + 1)
      default: return nil
      }
    }
    switch statement.kind {
    case .rule, .stop, .target, .size:
      if token.start == Int(statement.span.start), let formula = statement.formulas.first {
        return (formula, index)
      }
    // Inside a function nothing has a type before it is called.
    case .function: return nil
    default: break
    }
    if case .binding(let binding) = statement.kind, binding.value.span == token.span {
      return (binding.value, index)
    }
    guard token.kind != .string, token.kind != .colon, token.kind != .comma,
      analysis.symbols.roles[token.span.start] != .builtInArgument
    else { return nil }
    for formula in statement.formulas {
      if let found = formula.innermost(at: token.start + (token.end - token.start) / 2) {
        return (found, index)
      }
    }
    return nil
  }
}

extension StrategyOutput {
  /// "a price", "true or false".
  fileprivate var phrase: String {
    switch type {
    case .boolean: "true or false"
    case .number: dimension.phrase
    }
  }

  /// What stands behind the last dot of a record's field.
  fileprivate var fieldName: String {
    guard case .formula(let text) = role, let dot = text.lastIndex(of: ".") else { return "" }
    return String(text[text.index(after: dot)...])
  }
}
