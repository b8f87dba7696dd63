/// Walks the bytes of a source once and emits tokens.
///
/// What other languages spell differently is reported here and emitted as the token it means, so
/// that the parser goes on as if it had been written right.
struct Lexer {
  let source: SourceText
  let bytes: [UInt8]
  var position = 0
  var tokens: [Token] = []
  var comments: [CommentMark] = []
  var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) {
    self.source = source
    self.bytes = source.bytes
    tokens.reserveCapacity(bytes.count / 4 + 8)
  }

  mutating func run() {
    skipByteOrderMark()
    checkEncoding()
    while position < bytes.count {
      let before = position
      step()
      precondition(position > before, "every step of the lexer consumes something")
    }
    emit(.endOfFile, from: bytes.count)
  }

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      position += 1
    case UInt8(ascii: "a")...UInt8(ascii: "z"): word()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: "#"): comment(marker: 1)
    case UInt8(ascii: "\""): string()
    case UInt8(ascii: "("): take(.leftParenthesis, 1)
    case UInt8(ascii: ")"): take(.rightParenthesis, 1)
    case UInt8(ascii: "["): take(.leftBracket, 1)
    case UInt8(ascii: "]"): take(.rightBracket, 1)
    case UInt8(ascii: "{"): take(.leftBrace, 1)
    case UInt8(ascii: "}"): take(.rightBrace, 1)
    case UInt8(ascii: ","): take(.comma, 1)
    case UInt8(ascii: ";"): take(.semicolon, 1)
    case UInt8(ascii: "+"): take(.plus, 1)
    case UInt8(ascii: "-"): take(.minus, 1)
    case UInt8(ascii: "^"): take(.caret, 1)
    case UInt8(ascii: "."): dot()
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"): comparison()
    case UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "?"),
      UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "%"):
      operatorOrForeign(byte)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      foreignWord(from: position)
    case UInt8(ascii: "'"): singleQuoted()
    default:
      if byte.isASCII { strayCharacters() } else { nonASCII() }
    }
  }

  // MARK: - Emitting

  /// The byte `distance` after the current one; 0 past the end.
  func byte(after distance: Int) -> UInt8 {
    let index = position + distance
    return index < bytes.count ? bytes[index] : 0
  }

  mutating func emit(_ kind: TokenKind, from start: Int) {
    tokens.append(Token(kind, start, position))
  }

  mutating func take(_ kind: TokenKind, _ length: Int) {
    tokens.append(Token(kind, position, position + length))
    position += length
  }

  mutating func report(_ diagnostic: Diagnostic) {
    // One more than is shown, so that the parser's end knows there were more.
    if diagnostics.count <= SyntaxLimits.errors { diagnostics.append(diagnostic) }
  }

  // MARK: - Trivia and text

  private mutating func skipByteOrderMark() {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
  }

  /// A comment to the end of its line; `marker` is the length of what introduces it.
  mutating func comment(marker: Int) {
    let start = position
    position += marker
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    var end = position
    while end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    comments.append(
      CommentMark(span: SourceSpan(start, end), trailing: !source.isFirstOnLine(start)))
  }

  /// Text has no escapes and ends on its line: it is a title, a symbol or a file name.
  private mutating func string() {
    let start = position
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return emit(.string, from: start)
      }
      if byte == UInt8(ascii: "\n") { break }
      position += 1
    }
    var end = position
    while end > start + 1, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    position = end
    report(.unterminatedString(SourceSpan(start, end)))
    emit(.malformed, from: start)
  }

  // MARK: - Words

  private mutating func word() {
    let start = position
    var end = start
    var key: UInt64 = 0
    while end < bytes.count, bytes[end].continuesName {
      key = key << 8 | UInt64(bytes[end])
      end += 1
    }
    if end < bytes.count, bytes[end].isCapitalLetter || !bytes[end].isASCII {
      return foreignWord(from: start)
    }
    position = end
    emit(end - start <= 8 ? ReservedWords.shared.kind(key) : .identifier, from: start)
  }
}
