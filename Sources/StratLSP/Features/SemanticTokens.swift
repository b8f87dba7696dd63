import StratLanguage
import StratSyntax

/// What the words of a strategy are, for colours that a grammar alone cannot know.
struct SemanticTokens {
  /// In the order of the legend.
  enum Kind: String, CaseIterable {
    case keyword
    case function
    case variable
    case parameter
    case property
    case type
    case number
    case string
    case `operator`
    case comment
  }

  /// In the order of the legend: the bits.
  enum Modifier: String, CaseIterable {
    case declaration
    case readonly
    case defaultLibrary
  }

  struct Mark {
    var span: SourceSpan
    var kind: Kind
    var modifiers: [Modifier] = []
  }

  static func marks(_ analysis: Analysis) -> [Mark] {
    let symbols = Dictionary(
      analysis.symbols.occurrences.map { ($0.span.start, $0) },
      uniquingKeysWith: { first, _ in first })
    var marks = analysis.tokens.tokens.compactMap { token -> Mark? in
      if let occurrence = symbols[token.span.start], occurrence.span == token.span {
        let symbol = analysis.symbols.symbols[occurrence.symbol]
        return mark(symbol, token.span, isDeclaration: occurrence.isDeclaration)
      }
      if let role = analysis.symbols.roles[token.span.start] { return mark(role, token.span) }
      return kind(of: token).map { Mark(span: token.span, kind: $0) }
    }
    marks += analysis.tokens.comments.map { Mark(span: $0.span, kind: .comment) }
    return marks.sorted { $0.span.start < $1.span.start }
  }

  private static func mark(_ symbol: Symbol, _ span: SourceSpan, isDeclaration: Bool) -> Mark {
    var mark = Mark(span: span, kind: .variable)
    switch symbol.kind {
    case .parameter, .input: mark.modifiers = [.readonly]
    case .series, .local: break
    case .function: mark.kind = .function
    case .argument: mark.kind = .parameter
    case .field: mark.kind = .property
    }
    if isDeclaration { mark.modifiers.append(.declaration) }
    return mark
  }

  private static func mark(_ role: NameRole, _ span: SourceSpan) -> Mark {
    switch role {
    case .column: Mark(span: span, kind: .variable, modifiers: [.readonly, .defaultLibrary])
    case .builtInFunction: Mark(span: span, kind: .function, modifiers: [.defaultLibrary])
    case .builtInArgument: Mark(span: span, kind: .parameter)
    case .builtInField: Mark(span: span, kind: .property, modifiers: [.defaultLibrary])
    case .dimension: Mark(span: span, kind: .type, modifiers: [.defaultLibrary])
    case .riskSetting: Mark(span: span, kind: .property)
    case .label: Mark(span: span, kind: .variable)
    }
  }

  private static func kind(of token: Token) -> Kind? {
    if token.kind.isReservedWord { return .keyword }
    if token.kind.spelling != nil {
      switch token.kind {
      case .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace,
        .rightBrace, .comma, .colon, .semicolon, .dot:
        return nil
      default: return .operator
      }
    }
    switch token.kind {
    case .endOfFile, .malformed, .unexpected: return nil
    // A word that has its meaning only where it stands: `long`, `above`, `equity`.
    case .identifier: return .keyword
    case .string: return .string
    default: return .number
    }
  }
}

extension LanguageServer {
  func semanticTokens(_ params: JSON) throws(ResponseError) -> JSON {
    let document = try document(params)
    var data: [JSON] = []
    var last = Position(line: 0, column: 0)
    for mark in SemanticTokens.marks(document.analysis) {
      let start = document.lines.position(of: Int(mark.span.start))
      let kind = SemanticTokens.Kind.allCases.firstIndex(of: mark.kind) ?? 0
      let bits = mark.modifiers.reduce(0) { bits, modifier in
        bits | 1 << (SemanticTokens.Modifier.allCases.firstIndex(of: modifier) ?? 0)
      }
      let length = document.lines.width(Int(mark.span.start)..<Int(mark.span.end))
      let column = start.line == last.line ? start.column - last.column : start.column
      data += [
        .integer(start.line - last.line), .integer(column), .integer(length), .integer(kind),
        .integer(bits),
      ]
      last = start
    }
    return ["data": .array(data)]
  }
}
