import StratSyntax

/// Where names are declared and used.
extension LanguageServer {
  func definition(_ params: JSON) throws(ResponseError) -> JSON {
    let (document, offset) = try place(params)
    let symbols = document.analysis.symbols
    guard let occurrence = symbols.occurrence(at: offset) else { return .null }
    return location(symbols.symbols[occurrence.symbol].span, in: document)
  }

  func references(_ params: JSON) throws(ResponseError) -> JSON {
    let (document, offset) = try place(params)
    let symbols = document.analysis.symbols
    guard let occurrence = symbols.occurrence(at: offset) else { return [] }
    let withDeclaration = params["context"]["includeDeclaration"].booleanValue ?? true
    return .array(
      symbols.occurrences(of: occurrence.symbol)
        .filter { withDeclaration || !$0.isDeclaration }
        .map { location($0.span, in: document) })
  }

  func highlights(_ params: JSON) throws(ResponseError) -> JSON {
    let (document, offset) = try place(params)
    let symbols = document.analysis.symbols
    guard let occurrence = symbols.occurrence(at: offset) else { return .null }
    return .array(
      symbols.occurrences(of: occurrence.symbol).map {
        // A declaration writes, everything else reads.
        ["range": document.lines.range($0.span), "kind": $0.isDeclaration ? 3 : 2]
      })
  }

  private func location(_ span: SourceSpan, in document: Document) -> JSON {
    ["uri": .string(document.uri), "range": document.lines.range(span)]
  }
}
