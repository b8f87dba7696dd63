/// A truth value of the language: true, false, or not available.
///
/// The raw values are the bytes that boolean registers hold. They make `and`, `or` and `not`
/// a few bit operations: bit 0 says "is true", bit 1 says "is false".
@frozen
public enum Kleene: UInt8, Sendable, CaseIterable {
  case na = 0
  case `true` = 1
  case `false` = 2
}
