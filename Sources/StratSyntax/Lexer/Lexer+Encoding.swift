extension Lexer {
  /// Reports every run of bytes that is not UTF-8, wherever it stands, before anything is lexed.
  mutating func checkEncoding() {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      report(.utf16(SourceSpan(0, 2)))
      position = bytes.count
      return
    }
    var offset = position
    while offset < bytes.count, diagnostics.count <= SyntaxLimits.errors {
      guard let fault = malformed(from: offset) else { return }
      report(.invalidUTF8(SourceSpan(fault.lowerBound, fault.upperBound)))
      offset = fault.upperBound
    }
  }

  /// The first malformed run at or after an offset, merged with those that touch it.
  private func malformed(from start: Int) -> Range<Int>? {
    var offset = start
    while offset < bytes.count {
      if bytes[offset].isASCII {
        offset += 1
        continue
      }
      let length = scalarLength(at: offset)
      if length > 0 {
        offset += length
        continue
      }
      var end = offset + 1
      while end < bytes.count, !bytes[end].isASCII, scalarLength(at: end) == 0 { end += 1 }
      return offset..<end
    }
    return nil
  }

  /// The length of the well-formed scalar at an offset (Unicode table 3-7); 0 if there is none.
  func scalarLength(at offset: Int) -> Int {
    func next(_ distance: Int) -> UInt8 {
      offset + distance < bytes.count ? bytes[offset + distance] : 0
    }
    func continues(_ distance: Int) -> Bool { next(distance) & 0xC0 == 0x80 }
    switch bytes[offset] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return (0xA0...0xBF).contains(next(1)) && continues(2) ? 3 : 0
    case 0xED: return (0x80...0x9F).contains(next(1)) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return (0x90...0xBF).contains(next(1)) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return (0x80...0x8F).contains(next(1)) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  /// The scalar at an offset and its length; `nil` where the bytes are malformed.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let length = scalarLength(at: offset)
    guard length > 0 else { return nil }
    let text = String(decoding: bytes[offset..<offset + length], as: UTF8.self)
    return text.unicodeScalars.first.map { ($0, length) }
  }
}
