import StratSyntax

/// What a formula stands for while it is checked.
indirect enum Value: Hashable, Sendable {
  case number(NodeID, Dimension)
  case truth(NodeID)
  case record([RecordValue])
  /// A choice made by name; only parameters of built-in functions are one.
  case option(FunctionOption, choice: Int)
  /// A mistake has been reported; agrees with everything, so that one mistake is one message.
  case error
}

struct RecordValue: Hashable, Sendable {
  var name: String
  var value: Value
}

/// A value with the place a message about it points to.
struct Typed: Sendable {
  var value: Value
  var span: SourceSpan
  /// The number as it was written, when it was written as a bare number.
  var literal: Double?
  /// Whether it was written as a percentage.
  var isPercent = false

  init(_ value: Value, _ span: SourceSpan, literal: Double? = nil, isPercent: Bool = false) {
    self.value = value
    self.span = span
    self.literal = literal
    self.isPercent = isPercent
  }

  static func error(_ span: SourceSpan) -> Typed { Typed(.error, span) }

  var isError: Bool { value == .error }
}
