/// The two types of values a formula can have while it runs.
package enum ValueType: UInt8, Sendable {
  /// A `Double`; NaN is `na`, and no infinity ever occurs.
  case number
  /// A `Kleene` byte.
  case boolean
}
