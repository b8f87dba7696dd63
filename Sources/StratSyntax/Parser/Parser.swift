/// A recursive-descent parser for statements with operator precedence for formulas.
///
/// A mistake is reported where it is made and thrown as `Unwind` up to the statement, which skips
/// to the next one: so one mistake gives one finding, and five give five.
struct Parser {
  /// Thrown after a finding has been reported: the rest of the statement is skipped.
  struct Unwind: Error {}

  let source: SourceText
  let tokens: [Token]
  let comments: [CommentMark]
  var index = 0
  var diagnostics: [Diagnostic] = []

  /// Calls of `formula` in progress.
  var depth = 0
  /// Height of the tree of the formula parsed last.
  var height = 0
  /// Braces opened and not yet closed; where skipping begins to count.
  var openBraces = 0
  /// A part of the statement was given up; its end cannot be trusted.
  var mustRecover = false
  /// The first finding is that the source ended too early: more lines could mend it.
  var endedEarly = false
  /// What the source is called when it ends: a file, or a formula.
  var noun = "file"

  init(_ source: SourceText, _ list: TokenList) {
    self.source = source
    self.tokens = list.tokens
    self.comments = list.comments
  }

  // MARK: - The cursor

  var token: Token { tokens[index] }
  var kind: TokenKind { tokens[index].kind }

  func peek(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }

  /// The end of the token before the current one.
  var previousEnd: Int { index > 0 ? tokens[index - 1].end : 0 }

  @discardableResult
  mutating func advance() -> Token {
    let taken = tokens[index]
    if index < tokens.count - 1 { index += 1 }
    return taken
  }

  mutating func take(_ wanted: TokenKind) -> Token? { kind == wanted ? advance() : nil }

  func text(_ token: Token) -> String {
    String(decoding: source.bytes[token.start..<token.end], as: UTF8.self)
  }

  /// Whether a token is this word, which has a meaning only where the grammar asks for it.
  func isWord(_ word: String, _ token: Token) -> Bool {
    token.kind == .identifier && source.bytes[token.start..<token.end].elementsEqual(word.utf8)
  }

  mutating func takeWord(_ word: String) -> Token? { isWord(word, token) ? advance() : nil }

  func span(from start: Int) -> SourceSpan { SourceSpan(start, max(previousEnd, start)) }

  // MARK: - Expecting

  @discardableResult
  mutating func expect(_ wanted: TokenKind) throws(Unwind) -> Token {
    if let token = take(wanted) { return token }
    throw expected("`\(wanted.spelling ?? "")`")
  }

  mutating func expectWord(_ word: String) throws(Unwind) {
    if takeWord(word) == nil { throw expected("`\(word)`") }
  }

  /// A name; a reserved word in its place is reported and taken for one.
  mutating func name(_ role: String) throws(Unwind) -> Name {
    if kind == .identifier { return nameOfIdentifier() }
    if kind.isReservedWord, !source.isFirstOnLine(token.start),
      !source.isFirstOnLine(peek().start)
    {
      let token = advance()
      report(.reservedWord(text(token), role: role, at: token.span))
      return Name(text(token), token.span)
    }
    throw expected(role)
  }

  /// The current identifier, mended when the lexer has complained about its capitals.
  mutating func nameOfIdentifier() -> Name {
    let token = advance()
    let bytes = source.bytes[token.start..<token.end]
    if source.bytes[token.start].isSmallLetter, bytes.allSatisfy(\.continuesName) {
      return Name(String(decoding: bytes, as: UTF8.self), token.span)
    }
    return Name(Lexer.mendedName(bytes), token.span)
  }

  /// The text between quotation marks.
  mutating func string(_ role: String) throws(Unwind) -> (text: String, span: SourceSpan) {
    if kind == .malformed { return ("", advance().span) }
    guard kind == .string else {
      guard kind == .identifier else { throw expected(role) }
      let quoted = "\"" + text(token) + "\""
      throw expected(role, help: "write `\(quoted)`", fix: FixIt(token.span, quoted))
    }
    let token = advance()
    return (source.text(SourceSpan(token.start + 1, token.end - 1)), token.span)
  }

  mutating func duration() throws(Unwind) -> (milliseconds: Int64?, span: SourceSpan) {
    if kind == .malformed { return (nil, advance().span) }
    guard kind == .duration else { throw expected("an interval such as `1h`") }
    let token = advance()
    return (DurationLiteral.milliseconds(source.bytes[token.start..<token.end]), token.span)
  }

  mutating func time() throws(Unwind) -> Int {
    if kind == .malformed {
      advance()
      return 0
    }
    guard kind == .time else { throw expected("a time such as `09:30`") }
    let token = advance()
    return TimeLiteral.minutes(source.bytes[token.start..<token.end]) ?? 0
  }
}
