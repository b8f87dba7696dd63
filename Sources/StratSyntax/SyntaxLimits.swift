/// Bounds that keep hostile input from exhausting stack or memory; each has its own code.
package enum SyntaxLimits {
  /// The height of a formula's tree, and so the recursion of everything that walks it (`E0902`).
  package static let nesting = 200
  /// Errors reported for one source; then `E0904` and no more.
  package static let errors = 100
  /// Bytes of one number; no value needs more.
  package static let numberLength = 1_000
}
