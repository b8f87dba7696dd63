import StratLanguage
import StratSyntax

/// What may be typed next.
extension LanguageServer {
  func completion(_ params: JSON) throws(ResponseError) -> JSON {
    let (document, offset) = try place(params)
    let site = CompletionSite(Array(document.bytes[..<offset]))
    let range = document.lines.range(site.typed)
    let items = proposals(at: site, in: document.analysis).map { item($0, range) }
    return ["isIncomplete": false, "items": .array(items)]
  }

  /// What the protocol calls the kinds of things.
  private enum Kind: Int {
    case function = 3
    case field = 5
    case variable = 6
    case property = 10
    case keyword = 14
    case constant = 21
    case type = 25
  }

  private struct Proposal {
    var label: String
    var kind: Kind
    var detail: String?
    var documentation: Markup?
    /// What is typed, where it is not the label; `$1` are places to fill in.
    var snippet: String?
    /// What is typed without snippets.
    var plain: String?
    /// Labels of arguments come first, keywords last.
    var rank = 1
  }

  private func item(_ proposal: Proposal, _ range: JSON) -> JSON {
    var text = proposal.plain ?? proposal.label
    var json: [String: JSON] = [
      "label": .string(proposal.label), "kind": .integer(proposal.kind.rawValue),
      "sortText": .string("\(proposal.rank) \(proposal.label)"),
    ]
    if client.takesSnippets, let snippet = proposal.snippet {
      text = snippet
      json["insertTextFormat"] = 2
    }
    json["textEdit"] = ["range": range, "newText": .string(text)]
    if let detail = proposal.detail { json["detail"] = .string(detail) }
    if let documentation = proposal.documentation, !documentation.isEmpty {
      json["documentation"] = client.markup(documentation)
    }
    return .object(json)
  }

  private func proposals(at site: CompletionSite, in analysis: Analysis) -> [Proposal] {
    let typed = analysis.source.text(site.typed)
    let all: [Proposal]
    switch site.wanted {
    case .nothing: all = []
    case .words(let words): all = words.map { Proposal(label: $0, kind: .keyword) }
    case .dimension: all = Vocabulary.dimensions.map { Proposal(label: $0, kind: .type) }
    case .riskSetting:
      all = Vocabulary.riskSettings.map {
        Proposal(label: $0.name, kind: .property, detail: $0.example)
      }
    case .field(let span): all = fields(of: span, in: analysis)
    case .statement: all = statements
    case .afterValue: all = Self.operators + (site.isFirstOnLine ? statements : [])
    case .value:
      let choices = choices(at: site, in: analysis)
      all =
        labels(at: site, in: analysis)
        + (choices.isEmpty ? values(at: site, in: analysis) : choices)
    }
    var seen: Set<String> = []
    return all.filter { $0.label.hasPrefix(typed) && seen.insert($0.label).inserted }
  }

  // MARK: - Words

  private var statements: [Proposal] {
    TokenKind.allCases.filter(\.startsStatement).compactMap { kind in
      kind.spelling.map { word in
        var documentation = Markup()
        documentation.add(kind.meaning ?? "")
        return Proposal(
          label: word, kind: .keyword, documentation: documentation, rank: 3)
      }
    }
  }

  private static let operators: [Proposal] =
    [
      "and", "or", "crosses above", "crosses below", "on", "of", "then", "else",
    ].map { Proposal(label: $0, kind: .keyword, rank: 2) }

  private static let valueWords: [Proposal] = ["not", "if", "true", "false", "na"].map {
    Proposal(label: $0, kind: .keyword, rank: 3)
  }

  // MARK: - Values

  private func values(at site: CompletionSite, in analysis: Analysis) -> [Proposal] {
    var proposals: [Proposal] = []
    let offset = Int(site.typed.start)
    for symbol in analysis.symbols.symbols where Int(symbol.span.start) < offset {
      guard isVisible(symbol, at: offset, in: analysis) else { continue }
      proposals.append(proposal(symbol, in: analysis))
    }
    for column in Vocabulary.columns {
      proposals.append(
        Proposal(label: column.name, kind: .variable, detail: column.dimension.name))
    }
    for field in ClockField.allCases {
      proposals.append(
        Proposal(label: field.rawValue, kind: .variable, detail: field.dimension.name))
    }
    for name in FunctionCatalogue.names where analysis.symbols.function(named: name) == nil {
      guard let description = FunctionCatalogue.description(of: name) else { continue }
      proposals.append(proposal(description, rank: 2))
    }
    return proposals + Self.valueWords
  }

  /// Names at the top are seen below them, those inside a function only there.
  private func isVisible(_ symbol: Symbol, at offset: Int, in analysis: Analysis) -> Bool {
    switch symbol.kind {
    case .parameter, .series, .function, .input: return true
    case .field: return false
    case .argument, .local: return isInside(symbol.statement, offset, analysis)
    }
  }

  /// Whether a place belongs to a statement: before the next one begins.
  private func isInside(_ statement: Int, _ offset: Int, _ analysis: Analysis) -> Bool {
    let statements = analysis.tree.statements
    guard Int(statements[statement].span.start) < offset else { return false }
    return statement + 1 >= statements.count
      || offset <= Int(statements[statement + 1].span.start)
  }

  private func proposal(_ symbol: Symbol, in analysis: Analysis) -> Proposal {
    let statement = analysis.tree.statements[symbol.statement]
    let text = analysis.source.clipped(statement.span, to: 80)
    switch symbol.kind {
    case .function:
      guard case .function(let declaration) = statement.kind else { break }
      return proposal(FunctionDescription(declaration, family: ""), rank: 1)
    case .parameter: return Proposal(label: symbol.name, kind: .constant, detail: text)
    case .series, .input: return Proposal(label: symbol.name, kind: .variable, detail: text)
    case .argument, .local, .field: break
    }
    return Proposal(label: symbol.name, kind: .variable)
  }

  private func proposal(_ description: FunctionDescription, rank: Int) -> Proposal {
    var documentation = Markup()
    documentation.add(description.summary)
    let wanted = description.signatureParts.filter { !$0.isOptional }
    let name = description.name
    let isBare = description.signatureParts.isEmpty
    let places = wanted.enumerated().map { "${\($0.offset + 1):\($0.element.name)}" }
    return Proposal(
      label: name, kind: .function, detail: description.signature, documentation: documentation,
      snippet: isBare
        ? nil : "\(name)(\(places.isEmpty ? "$0" : places.joined(separator: ", ")))",
      plain: isBare ? name : "\(name)(", rank: rank)
  }

  // MARK: - Calls and records

  /// What an option may be.
  private func choices(at site: CompletionSite, in analysis: Analysis) -> [Proposal] {
    guard let call = site.call, let description = description(of: call.name.text, in: analysis)
    else { return [] }
    return description.choices(at: site).map {
      Proposal(label: $0, kind: .constant, detail: description.signature, rank: 0)
    }
  }

  private func labels(at site: CompletionSite, in analysis: Analysis) -> [Proposal] {
    guard site.beginsArgument, let call = site.call,
      let description = description(of: call.name.text, in: analysis)
    else { return [] }
    // Arguments without a label take the parameters in their order.
    let taken = Set(
      description.labels.prefix(call.labels.isEmpty ? call.argument : 0) + call.labels)
    return description.signatureParts.filter { !taken.contains($0.name) && $0.label != "…" }.map {
      Proposal(
        label: $0.name + ":", kind: .property, detail: $0.label, plain: $0.name + ": ", rank: 0)
    }
  }

  func description(of name: String, in analysis: Analysis) -> FunctionDescription? {
    if let declaration = analysis.symbols.function(named: name) {
      return FunctionDescription(declaration, family: "")
    }
    return FunctionCatalogue.description(of: name)
  }

  private func fields(of span: SourceSpan, in analysis: Analysis) -> [Proposal] {
    let bytes = Array(analysis.source.bytes[Int(span.start)..<Int(span.end)])
    let record = SourceText(name: "record", bytes: bytes)
    let index = analysis.statementIndex(at: Int(span.start)) ?? analysis.tree.statements.count
    let checked = compileFormula(record, context: analysis.context(before: index))
    let prefix = record.text(SourceSpan(0, bytes.count)) + "."
    return (checked.strategy?.outputs ?? []).compactMap { output in
      guard case .formula(let text) = output.role, text.hasPrefix(prefix) else { return nil }
      return Proposal(
        label: String(text.dropFirst(prefix.count)), kind: .field, detail: output.typeName)
    }
  }
}
