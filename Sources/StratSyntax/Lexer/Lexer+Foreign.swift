/// The spellings of other languages and of text pasted from web pages.
extension Lexer {
  mutating func comparison() {
    switch (bytes[position], byte(after: 1), byte(after: 2)) {
    case (UInt8(ascii: "="), UInt8(ascii: "="), UInt8(ascii: "=")): foreign(3, .equalEqual)
    case (UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "=")): foreign(3, .notEqual)
    case (UInt8(ascii: "="), UInt8(ascii: "="), _): take(.equalEqual, 2)
    case (UInt8(ascii: "!"), UInt8(ascii: "="), _): take(.notEqual, 2)
    case (UInt8(ascii: "<"), UInt8(ascii: "="), _): take(.lessOrEqual, 2)
    case (UInt8(ascii: ">"), UInt8(ascii: "="), _): take(.greaterOrEqual, 2)
    case (UInt8(ascii: "<"), UInt8(ascii: ">"), _): foreign(2, .notEqual)
    case (UInt8(ascii: "="), UInt8(ascii: "<"), _): foreign(2, .lessOrEqual)
    case (UInt8(ascii: "="), UInt8(ascii: ">"), _):
      report(.foreignArrow(SourceSpan(position, position + 2)))
      take(.greaterOrEqual, 2)
    case (UInt8(ascii: "<"), _, _): take(.less, 1)
    case (UInt8(ascii: ">"), _, _): take(.greater, 1)
    case (UInt8(ascii: "!"), _, _): foreign(1, .not, replacement: "not ")
    default: take(.assign, 1)
    }
  }

  mutating func operatorOrForeign(_ byte: UInt8) {
    let next = self.byte(after: 1)
    switch byte {
    case UInt8(ascii: ":"):
      if next == UInt8(ascii: "=") { foreign(2, .assign) } else { take(.colon, 1) }
    case UInt8(ascii: "*"):
      if next == byte { foreign(2, .caret) } else { take(.star, 1) }
    case UInt8(ascii: "/"):
      if next == byte {
        report(.foreignSpelling(source, SourceSpan(position, position + 2), replacement: "#"))
        comment(marker: 2)
      } else if next == UInt8(ascii: "*") {
        blockComment()
      } else {
        take(.slash, 1)
      }
    case UInt8(ascii: "?"):
      if next == byte {
        take(.coalesce, 2)
      } else {
        report(.foreignConditional(SourceSpan(position, position + 1)))
        take(.unexpected, 1)
      }
    case UInt8(ascii: "&"): foreign(next == byte ? 2 : 1, .and, replacement: " and ")
    case UInt8(ascii: "|"): foreign(next == byte ? 2 : 1, .or, replacement: " or ")
    default:
      report(.foreignModulo(SourceSpan(position, position + 1)))
      take(.slash, 1)
    }
  }

  /// Reports a foreign spelling of a token, and emits the token.
  private mutating func foreign(_ length: Int, _ kind: TokenKind, replacement: String? = nil) {
    let span = SourceSpan(position, position + length)
    let word = replacement ?? kind.spelling ?? ""
    report(.foreignSpelling(source, span, replacement: spaced(word, at: span)))
    take(kind, length)
  }

  /// A word without the blanks that are there already.
  private func spaced(_ word: String, at span: SourceSpan) -> String {
    var word = word
    if word.hasPrefix(" "), position > 0, bytes[position - 1] == UInt8(ascii: " ") {
      word.removeFirst()
    }
    if word.hasSuffix(" "), Int(span.end) < bytes.count, bytes[Int(span.end)] == UInt8(ascii: " ") {
      word.removeLast()
    }
    return word
  }

  private mutating func blockComment() {
    let start = position
    position += 2
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), byte(after: 1) == UInt8(ascii: "/") { break }
      position += 1
    }
    position = min(position + 2, bytes.count)
    report(.foreignBlockComment(SourceSpan(start, start + 2)))
  }

  /// A word with capitals, a leading underscore or letters beyond ASCII, from its first byte.
  mutating func foreignWord(from start: Int) {
    var end = start
    var beyondASCII = false
    while end < bytes.count {
      if bytes[end].isASCII {
        guard bytes[end].continuesWord else { break }
        end += 1
      } else {
        guard let (scalar, length) = scalar(at: end), scalar.properties.isAlphabetic else { break }
        beyondASCII = true
        end += length
      }
    }
    position = end
    let span = SourceSpan(start, end)
    if beyondASCII {
      report(.nameBeyondASCII(source, span))
      return emit(.malformed, from: start)
    }
    if bytes[start..<end].allSatisfy(\.continuesName), bytes[start].isSmallLetter {
      // A plain name that something other than a letter follows.
      return emit(keyword(of: bytes[start..<end]), from: start)
    }
    if tokens.last?.kind == .of {
      report(.symbolWithoutQuotes(source, span))
      return emit(.malformed, from: start)
    }
    let mended = Self.mendedName(bytes[start..<end])
    report(.nameNotLowerCase(source, span, mended: mended))
    emit(mended.isEmpty ? .malformed : keyword(of: ArraySlice(mended.utf8)), from: start)
  }

  private func keyword(of word: ArraySlice<UInt8>) -> TokenKind {
    guard word.count <= 8 else { return .identifier }
    return ReservedWords.shared.kind(word.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// `entryPrice` as `entry_price`, `RSI` as `rsi`.
  static func mendedName(_ word: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var previous: UInt8 = 0
    for byte in word {
      if byte.isCapitalLetter {
        if previous.isSmallLetter || previous.isDigit { result.append(UInt8(ascii: "_")) }
        result.append(byte | 0x20)
      } else if byte != UInt8(ascii: "_") || !result.isEmpty {
        result.append(byte)
      }
      previous = byte
    }
    while let first = result.first, first.isDigit { result.removeFirst() }
    return String(decoding: result, as: UTF8.self)
  }

  /// `'text'`, as other languages write it.
  mutating func singleQuoted() {
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "'"), bytes[end] != UInt8(ascii: "\n") {
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "'") else { return strayCharacters() }
    let start = position
    position = end + 1
    report(.foreignQuotes(source, SourceSpan(start, position), markLength: 1))
    emit(.malformed, from: start)
  }

  /// One report for a run of ASCII characters that mean nothing here.
  mutating func strayCharacters() {
    let start = position
    position += 1
    while position < bytes.count, Self.isStray(bytes[position]) { position += 1 }
    report(.unexpectedCharacter(source, SourceSpan(start, position)))
    emit(.unexpected, from: start)
  }

  private static func isStray(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): false
    case 0..<0x20, 0x7F, UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "~"),
      UInt8(ascii: "`"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  /// Anything beyond ASCII outside of comments and text.
  mutating func nonASCII() {
    let start = position
    guard let (scalar, length) = scalar(at: position) else {
      position += 1
      while position < bytes.count, !bytes[position].isASCII, scalarLength(at: position) == 0 {
        position += 1
      }
      return emit(.unexpected, from: start)  // reported by the check of the encoding
    }
    let span = SourceSpan(start, start + length)
    if let (kind, spelling) = Self.lookalikes[scalar] {
      position += length
      report(.foreignSpelling(source, span, replacement: spelling))
      return emit(kind, from: start)
    }
    if scalar.properties.isAlphabetic { return foreignWord(from: start) }
    position += length
    if scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" {
      return report(.foreignSpace(scalar, span))
    }
    if scalar == "\u{201C}" || scalar == "\u{201D}" {
      return curlyQuoted(from: start)
    }
    report(.unexpectedCharacter(source, span))
    emit(.unexpected, from: start)
  }

  private mutating func curlyQuoted(from start: Int) {
    var end = position
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if let (scalar, length) = scalar(at: end), scalar == "\u{201D}" || scalar == "\u{201C}" {
        position = end + length
        report(.foreignQuotes(source, SourceSpan(start, position), markLength: 3))
        return emit(.malformed, from: start)
      }
      end += 1
    }
    report(.unexpectedCharacter(source, SourceSpan(start, position)))
    emit(.unexpected, from: start)
  }

  /// Characters of typeset mathematics, and the tokens they stand for.
  private static let lookalikes: [Unicode.Scalar: (TokenKind, String)] = [
    "\u{2264}": (.lessOrEqual, "<="), "\u{2265}": (.greaterOrEqual, ">="),
    "\u{2260}": (.notEqual, "!="), "\u{00D7}": (.star, "*"), "\u{00B7}": (.star, "*"),
    "\u{22C5}": (.star, "*"), "\u{00F7}": (.slash, "/"), "\u{2212}": (.minus, "-"),
    "\u{2013}": (.minus, "-"), "\u{2014}": (.minus, "-"), "\u{2026}": (.dotDot, ".."),
  ]
}
