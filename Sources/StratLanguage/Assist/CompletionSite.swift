package import StratSyntax

/// What could stand at a place in a text, from the words before it.
///
/// It reads tokens, not the tree: where something is being typed there is no tree yet.
package struct CompletionSite: Sendable {
  package enum Wanted: Hashable, Sendable {
    /// Nothing can be proposed: in a comment or a string, in a number, where a name is made up.
    case nothing
    /// A value.
    case value
    /// An operator, or the next statement where it stands first on its line.
    case afterValue
    /// A statement.
    case statement
    /// One of these words.
    case words([String])
    case dimension
    case riskSetting
    /// A field of what stands at this place.
    case field(of: SourceSpan)
  }

  /// The call whose brackets are open.
  package struct OpenCall: Hashable, Sendable {
    package var name: Name
    /// Counts commas.
    package var argument: Int
    /// The label of the argument the place is in.
    package var label: String?
    /// The labels of the arguments before.
    package var labels: [String]
  }

  package private(set) var wanted = Wanted.nothing
  /// The word that is being typed, up to the place.
  package private(set) var typed: SourceSpan
  package private(set) var call: OpenCall?
  /// An argument begins here: it may begin with its label.
  package private(set) var beginsArgument = false
  /// The value of an argument begins here, after its label or without one.
  package private(set) var beginsArgumentValue = false
  package private(set) var isFirstOnLine = false

  private let source: SourceText
  private let tokens: [Token]
  /// How many braces are open before each token.
  private var openBraces: [Int] = []

  /// - Parameter bytes: the text up to the place, without what stands behind it.
  package init(_ bytes: [UInt8]) {
    source = SourceText(name: "input", bytes: bytes)
    let list = tokenise(source)
    var tokens = list.tokens
    if tokens.last?.kind == .endOfFile { tokens.removeLast() }
    typed = SourceSpan(bytes.count, bytes.count)
    if let comment = list.comments.last, Int(comment.span.end) == bytes.count {
      self.tokens = []
      return
    }
    if let last = tokens.last, last.end == bytes.count {
      let isWord = last.kind == .identifier || last.kind.isReservedWord
      if isWord {
        typed = last.span
        tokens.removeLast()
      } else if last.kind.spelling == nil {
        self.tokens = []
        return
      }
    }
    self.tokens = tokens
    var open = 0
    for token in tokens {
      openBraces.append(open)
      if token.kind == .leftBrace { open += 1 }
      if token.kind == .rightBrace { open = max(open - 1, 0) }
    }
    isFirstOnLine = source.isFirstOnLine(Int(typed.start))
    call = openCall()
    wanted = find()
    if let before = tokens.last?.kind, call != nil, wanted == .value {
      beginsArgument = before == .leftParenthesis || before == .comma
      beginsArgumentValue = beginsArgument || before == .colon
    }
  }

  // MARK: - What is wanted

  private func word(_ distance: Int) -> String? {
    guard let token = token(distance), token.kind == .identifier else { return nil }
    return source.text(token.span)
  }

  /// Counted from the last token, which is 1.
  private func token(_ distance: Int) -> Token? {
    tokens.count >= distance ? tokens[tokens.count - distance] : nil
  }

  private func find() -> Wanted {
    guard let last = tokens.last else { return .statement }
    switch last.kind {
    case .dot: return operand(endingBefore: tokens.count - 1).map { .field(of: $0) } ?? .nothing
    case .crosses: return .words(CrossDirection.allCases.map(\.rawValue))
    case .entry, .exit: return .words(Side.allCases.map(\.rawValue))
    case .on: return .words(Self.intervals)
    case .of: return .words([SizeUnit.equity.rawValue])
    case .colon: return afterColon()
    case .leftBrace: return afterBrace()
    case .rightBrace: return .statement
    case .strategy, .param, .let, .def, .input, .test, .leg, .hours, .venue, .risk: return .nothing
    case .string where token(2)?.kind == .strategy: return .words([spelling(.on)])
    case .identifier, .number, .percent, .duration, .time, .string, .malformed, .unexpected,
      .rightParenthesis, .rightBracket, .true, .false, .na:
      return afterOperand()
    default: return .value
    }
  }

  private func afterOperand() -> Wanted {
    if let word = word(1), Side(rawValue: word) != nil,
      token(2)?.kind == .entry || token(2)?.kind == .exit
    {
      return .words([spelling(.when)])
    }
    if word(1) == "step" { return .value }
    if isInEntry {
      if word(1) == "at" { return .words(EntryPriceKind.allCases.map(\.rawValue)) }
      if word(2) == "at", word(1) == EntryPriceKind.limit.rawValue { return .value }
    }
    if let block = openBlock(), block == .risk {
      // `max_positions` wants its value, and after that comes the next setting.
      if let name = word(1), RiskSettingName(rawValue: name) != nil { return .value }
      if isFirstOnLine { return .riskSetting }
    }
    return .afterValue
  }

  /// Whether the statement at the place is an entry; the `stop` of a price does not begin one.
  private var isInEntry: Bool {
    let statement = tokens.indices.last { index in
      tokens[index].kind.startsStatement
        && !(index > 0 && source.text(tokens[index - 1].span) == "at")
    }
    return statement.map { tokens[$0].kind == .entry } ?? false
  }

  private func afterColon() -> Wanted {
    if token(2)?.kind == .rightParenthesis || token(3)?.kind == .input { return .dimension }
    if token(3)?.kind == .leg { return .words(Side.allCases.map(\.rawValue)) }
    guard let open = openBracket(from: tokens.count), tokens[open].kind == .leftParenthesis,
      open >= 2, tokens[open - 2].kind == .def
    else { return .value }
    return .dimension
  }

  private func afterBrace() -> Wanted {
    switch openBlock() {
    case .risk: .riskSetting
    case .test: .words([spelling(.expect)])
    default: .value
    }
  }

  /// The word that opened the braces around the place.
  private func openBlock() -> TokenKind? {
    var index = tokens.count
    while let open = openBracket(from: index) {
      if tokens[open].kind == .leftBrace {
        let before = tokens[..<open].last { $0.kind.startsStatement }
        return before?.kind
      }
      index = open
    }
    return nil
  }

  private func spelling(_ kind: TokenKind) -> String { kind.spelling ?? "" }

  private static let intervals = ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"]

  // MARK: - Brackets

  /// The last bracket before a token that is still open there.
  private func openBracket(from end: Int) -> Int? {
    var depth = 0
    var index = end
    while index > 0 {
      index -= 1
      switch tokens[index].kind {
      case .rightParenthesis, .rightBracket, .rightBrace: depth += 1
      case .leftParenthesis, .leftBracket, .leftBrace:
        if depth == 0 { return index }
        depth -= 1
      default:
        // Round brackets do not go beyond the statement they are in.
        if depth == 0, tokens[index].kind.startsStatement,
          source.isFirstOnLine(tokens[index].start), openBraces[index] == 0
        {
          return nil
        }
      }
    }
    return nil
  }

  private func openCall() -> OpenCall? {
    var end = tokens.count
    while let open = openBracket(from: end) {
      end = open
      guard tokens[open].kind == .leftParenthesis, open > 0,
        tokens[open - 1].kind == .identifier
      else { continue }
      if open > 1, tokens[open - 2].kind == .def { return nil }
      let name = tokens[open - 1].span
      var call = OpenCall(
        name: Name(source.text(name), name), argument: 0, label: nil, labels: [])
      var depth = 0
      for index in (open + 1)..<max(tokens.count, open + 1) {
        switch tokens[index].kind {
        case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
        case .rightParenthesis, .rightBracket, .rightBrace: depth -= 1
        case .comma where depth == 0:
          call.argument += 1
          if let label = call.label { call.labels.append(label) }
          call.label = nil
        case .colon where depth == 0 && tokens[index - 1].kind == .identifier:
          call.label = source.text(tokens[index - 1].span)
        default: break
        }
      }
      return call
    }
    return nil
  }

  /// The name or call, with what is read of it, that ends before a token.
  private func operand(endingBefore end: Int) -> SourceSpan? {
    var index = end
    guard index > 0 else { return nil }
    while index > 0 {
      let last = tokens[index - 1].kind
      if last == .rightParenthesis || last == .rightBracket {
        guard let open = openBracket(from: index - 1) else { return nil }
        index = open
        // `x[1]` and `f(x)` have more before them, `(x)` has not.
        let opener = tokens[open].kind
        let follows = index > 0 && isOperandEnd(tokens[index - 1].kind)
        if opener == .leftBracket || follows { continue }
      } else if last == .identifier {
        index -= 1
      } else {
        break
      }
      guard index > 1, tokens[index - 1].kind == .dot else { break }
      index -= 1
    }
    guard index < end else { return nil }
    return SourceSpan(tokens[index].start, tokens[end - 1].end)
  }

  private func isOperandEnd(_ kind: TokenKind) -> Bool {
    kind == .identifier || kind == .rightParenthesis || kind == .rightBracket
  }
}
