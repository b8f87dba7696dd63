extension Lexer {
  /// A number, percentage, duration, time or date: whatever begins with a digit.
  mutating func number() {
    let start = position
    if let end = DateLiteral.end(in: bytes, from: start) {
      position = end
      return emit(.date, from: start)
    }
    var fault = digits() ? nil : NumberFault.underscore
    var isWhole = true

    if byte(after: 0) == UInt8(ascii: ":"), byte(after: 1).isDigit { return time(from: start) }
    while byte(after: 0) == UInt8(ascii: "."), byte(after: 1) != UInt8(ascii: ".") {
      if !isWhole || !byte(after: 1).isDigit { fault = fault ?? .point }
      isWhole = false
      position += 1
      if byte(after: 0).isDigit, !digits() { fault = fault ?? .underscore }
    }
    if byte(after: 0) == UInt8(ascii: "e") {
      let sign = byte(after: 1) == UInt8(ascii: "-") || byte(after: 1) == UInt8(ascii: "+") ? 1 : 0
      if byte(after: 1 + sign).isDigit {
        isWhole = false
        position += 1 + sign
        while byte(after: 0).isDigit { position += 1 }
      }
    }

    let unit = position
    while byte(after: 0).continuesWord { position += 1 }
    let span = SourceSpan(start, position)
    if unit < position {
      let suffix = String(decoding: bytes[unit..<position], as: UTF8.self)
      if isWhole, fault == nil, DurationLiteral.milliseconds(perUnit: suffix) != nil {
        return duration(from: start)
      }
      report(.malformedSuffix(source, span, suffix: suffix, isWhole: isWhole))
      return emit(.malformed, from: start)
    }
    if let fault {
      report(.malformedNumber(span, fault))
      return emit(.malformed, from: start)
    }
    if position - start > SyntaxLimits.numberLength {
      report(.malformedNumber(span, .length))
      return emit(.malformed, from: start)
    }
    if byte(after: 0) == UInt8(ascii: "%") {
      position += 1
      return emit(.percent, from: start)
    }
    emit(.number, from: start)
  }

  /// Digits with single underscores between them; false if an underscore stands elsewhere.
  private mutating func digits() -> Bool {
    var clean = true
    while true {
      let byte = byte(after: 0)
      if byte.isDigit {
        position += 1
      } else if byte == UInt8(ascii: "_") {
        if !self.byte(after: 1).isDigit { clean = false }
        position += 1
      } else {
        return clean
      }
    }
  }

  private mutating func duration(from start: Int) {
    let span = SourceSpan(start, position)
    if let fault = DurationLiteral.fault(bytes[start..<position]) {
      report(.malformedDuration(span, fault))
      return emit(.malformed, from: start)
    }
    emit(.duration, from: start)
  }

  /// `09:30`; the hour's digits have been read.
  private mutating func time(from start: Int) {
    position += 1
    while byte(after: 0).continuesWord
      || (byte(after: 0) == UInt8(ascii: ":") && byte(after: 1).isDigit)
    {
      position += 1
    }
    if TimeLiteral.minutes(bytes[start..<position]) != nil { return emit(.time, from: start) }
    report(.malformedTime(source, SourceSpan(start, position)))
    emit(.malformed, from: start)
  }

  /// `.` or `..`, or a fraction without its zero.
  mutating func dot() {
    if byte(after: 1) == UInt8(ascii: ".") { return take(.dotDot, 2) }
    let start = position
    guard byte(after: 1).isDigit else { return take(.dot, 1) }
    position += 1
    while byte(after: 0).continuesWord || byte(after: 0) == UInt8(ascii: "%") { position += 1 }
    report(.missingZero(source, SourceSpan(start, position)))
    emit(.malformed, from: start)
  }
}

/// What is wrong with the shape or size of a number.
enum NumberFault: Sendable {
  case underscore
  case point
  case length
  case tooLarge
  case tooSmall
}
