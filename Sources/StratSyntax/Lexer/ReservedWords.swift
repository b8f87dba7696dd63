/// Finds reserved words by their bytes, packed into one integer: all have at most eight.
struct ReservedWords: Sendable {
  static let shared = ReservedWords()

  private var keys = [UInt64](repeating: 0, count: 128)
  private var kinds = [TokenKind](repeating: .identifier, count: 128)

  private init() {
    for kind in TokenKind.allCases where kind.isReservedWord {
      guard let spelling = kind.spelling else { continue }
      precondition(spelling.utf8.count <= 8, "a reserved word fits eight bytes")
      let key = spelling.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      var slot = Self.slot(key)
      while keys[slot] != 0 { slot = (slot + 1) & 127 }
      keys[slot] = key
      kinds[slot] = kind
    }
  }

  /// The kind of a word of one to eight bytes; `identifier` when it is not reserved.
  func kind(_ key: UInt64) -> TokenKind {
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return kinds[slot] }
      slot = (slot + 1) & 127
    }
    return .identifier
  }

  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }
}
