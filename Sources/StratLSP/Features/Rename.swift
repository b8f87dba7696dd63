import StratLanguage
import StratSyntax

/// Gives what the author has named another name, everywhere, or not at all.
extension LanguageServer {
  func prepareRename(_ params: JSON) throws(ResponseError) -> JSON {
    let (document, offset) = try place(params)
    let occurrence = try renamed(at: offset, in: document)
    return [
      "range": document.lines.range(occurrence.span),
      "placeholder": .string(document.analysis.source.text(occurrence.span)),
    ]
  }

  func rename(_ params: JSON) throws(ResponseError) -> JSON {
    let (document, offset) = try place(params)
    guard let name = params["newName"].stringValue else {
      throw ResponseError(.invalidParams, "which name?")
    }
    let occurrence = try renamed(at: offset, in: document)
    let symbols = document.analysis.symbols
    let symbol = symbols.symbols[occurrence.symbol]
    try check(name, for: symbol)
    let places = symbols.occurrences(of: occurrence.symbol).map(\.span)
    try checkMeaning(of: document, symbol, places, name)
    return workspaceEdit(places.map { ($0, name) }, in: document)
  }

  private func renamed(at offset: Int, in document: Document) throws(ResponseError) -> Occurrence {
    let analysis = document.analysis
    if let occurrence = analysis.symbols.occurrence(at: offset) { return occurrence }
    guard let token = analysis.token(at: offset) else {
      throw ResponseError(.requestFailed, "there is no name here")
    }
    let text = analysis.source.clipped(token.span)
    if token.kind.isReservedWord {
      throw ResponseError(.requestFailed, "`\(text)` is a word of the language")
    }
    switch analysis.symbols.roles[token.span.start] {
    case .column: throw ResponseError(.requestFailed, "`\(text)` is a column of the candles")
    case .builtInFunction, .builtInArgument, .builtInField, .dimension, .riskSetting:
      throw ResponseError(.requestFailed, "`\(text)` is built in")
    case .label, nil: throw ResponseError(.requestFailed, "this is not the name of anything")
    }
  }

  /// Whether a name can be had.
  private func check(_ name: String, for symbol: Symbol) throws(ResponseError) {
    let list = tokenise(SourceText(name: "name", name))
    guard list.diagnostics.isEmpty, list.comments.isEmpty, let token = list.tokens.first,
      token.start == 0, token.end == name.utf8.count
    else {
      throw ResponseError(
        .requestFailed, "a name is made of small letters, digits and `_`, and begins with a letter")
    }
    if token.kind.isReservedWord {
      throw ResponseError(.requestFailed, "`\(name)` is a word of the language")
    }
    guard token.kind == .identifier else {
      throw ResponseError(.requestFailed, "`\(name)` is no name")
    }
    switch symbol.kind {
    case .field: return
    case .parameter, .series, .input, .argument, .local, .function:
      if Vocabulary.isTaken(name, byFunction: symbol.kind == .function) {
        throw ResponseError(.requestFailed, "`\(name)` is built in")
      }
    }
  }

  /// Renames on trial: afterwards the same places have to mean the same things.
  private func checkMeaning(
    of document: Document, _ symbol: Symbol, _ places: [SourceSpan], _ name: String
  ) throws(ResponseError) {
    var bytes: [UInt8] = []
    var done = 0
    for place in places {
      bytes += document.bytes[done..<Int(place.start)]
      bytes += name.utf8
      done = Int(place.end)
    }
    bytes += document.bytes[done...]
    let after = SymbolIndex(parseStrategy(SourceText(name: document.uri, bytes: bytes)).tree)
    let before = document.analysis.symbols
    let isSame =
      after.occurrences.count == before.occurrences.count
      && zip(after.occurrences, before.occurrences).allSatisfy {
        // Symbols are numbered by the statements they stand in, which are still the same.
        $0.symbol == $1.symbol && $0.isDeclaration == $1.isDeclaration
      }
      && after.roles.count == before.roles.count
    if !isSame || isDeclaredTwice(symbol, as: name, in: before) {
      throw ResponseError(
        .requestFailed, "`\(name)` means something else here already")
    }
  }

  /// Whether something beside a symbol has a name already, used or not.
  private func isDeclaredTwice(_ symbol: Symbol, as name: String, in index: SymbolIndex) -> Bool {
    index.symbols.contains { other in
      guard other.name == name, other.span != symbol.span else { return false }
      switch symbol.kind {
      case .parameter, .series, .function, .input:
        switch other.kind {
        case .parameter, .series, .function, .input: return true
        case .argument, .local, .field: return false
        }
      case .argument, .local:
        return other.statement == symbol.statement
          && (other.kind == .argument || other.kind == .local)
      case .field: return other.statement == symbol.statement && other.kind == .field
      }
    }
  }
}
