/// A formula as it was written, every part with its place.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    /// `1_000`, `0.5`.
    case number(Double)
    /// `5%`; the value is already divided by 100.
    case percent(Double)
    case text(String)
    case boolean(Bool)
    case na
    /// `1h`, `15m`: milliseconds.
    case duration(milliseconds: Int64)
    /// `09:30`: minutes since midnight.
    case time(minutes: Int)
    case name(String)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `a < b`, `30 < x < 70`: n + 1 operands, n comparisons with the span of each operator.
    case comparison([Expression], [(ComparisonOperator, SourceSpan)])
    /// `a crosses above b`.
    case crosses(CrossDirection, Expression, Expression)
    /// `x[n]`.
    case past(Expression, bars: Expression)
    case call(Name, [Argument])
    /// `macd(close).signal`.
    case field(Expression, Name)
    /// `(…) on 1d`.
    case onInterval(Expression, milliseconds: Int64, SourceSpan)
    /// `(…) of "SPY"`.
    case ofSymbol(Expression, String, SourceSpan)
    case conditional(condition: Expression, then: Expression, otherwise: Expression)
    case parenthesised(Expression)
    /// `{ upper: …, lower: … }`; only as the result of a `def`.
    case record([RecordField])
    /// Stands where the parser found nothing usable; a diagnostic has been reported.
    case missing
  }

  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// An identifier and its place.
package struct Name: Hashable, Sendable {
  package var text: String
  package var span: SourceSpan

  package init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// One argument of a call; `fast: 8` carries a label.
package struct Argument: Sendable {
  package var label: Name?
  package var value: Expression

  package init(label: Name?, value: Expression) {
    self.label = label
    self.value = value
  }
}

/// One field of a record result.
package struct RecordField: Sendable {
  package var name: Name
  package var value: Expression

  package init(name: Name, value: Expression) {
    self.name = name
    self.value = value
  }
}

package enum UnaryOperator: String, Sendable, CaseIterable {
  case negate = "-"
  case not = "not"
}

/// The two-operand operators that are not comparisons.
package enum BinaryOperator: String, Sendable, CaseIterable {
  case or = "or"
  case and = "and"
  case coalesce = "??"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
}

package enum ComparisonOperator: String, Sendable, CaseIterable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
}

package enum CrossDirection: String, Sendable, CaseIterable {
  case above
  case below
}
