/// A kind and a place in eight bytes; the text stays in the source.
///
///     63            36 35             8 7      0
///     ┌───────────────┬────────────────┬────────┐
///     │ length (28)   │ start (28)     │ kind   │
///     └───────────────┴────────────────┴────────┘
///
/// 28 bits hold any offset of a source within `SourceText.sizeLimit`.
package struct Token: Hashable, Sendable {
  private let bits: UInt64

  private static let mask: UInt64 = (1 << 28) - 1

  package init(_ kind: TokenKind, _ start: Int, _ end: Int) {
    bits =
      UInt64(kind.rawValue) | (UInt64(start) & Self.mask) << 8
      | (UInt64(end - start) & Self.mask) << 36
  }

  package var kind: TokenKind {
    TokenKind(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .unexpected
  }
  package var start: Int { Int(bits >> 8 & Self.mask) }
  package var end: Int { start + Int(bits >> 36) }
  package var span: SourceSpan { SourceSpan(start, end) }
}
