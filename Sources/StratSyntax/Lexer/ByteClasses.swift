extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isSmallLetter: Bool { self &- 0x61 < 26 }
  var isCapitalLetter: Bool { self &- 0x41 < 26 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// May continue a name: `a`–`z`, `0`–`9`, `_`.
  var continuesName: Bool { isSmallLetter || isDigit || self == UInt8(ascii: "_") }
  /// May continue a word of any language.
  var continuesWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
  var isASCII: Bool { self < 0x80 }
}
