/// What the columns of positions count.
enum PositionEncoding: String, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// How much a scalar counts, by the first byte of its UTF-8.
  func units(ofScalarStartingWith byte: UInt8) -> Int {
    switch self {
    case .utf8: Self.width(byte)
    case .utf16: byte >= 0xF0 ? 2 : 1
    case .utf32: 1
    }
  }

  /// How much a byte adds to a column: all of a scalar with its first byte.
  func units(ofByte byte: UInt8) -> Int {
    if self == .utf8 { return 1 }
    return byte & 0xC0 == 0x80 ? 0 : units(ofScalarStartingWith: byte)
  }

  /// The bytes of a scalar, by its first one.
  static func width(_ byte: UInt8) -> Int {
    switch byte {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }
}
