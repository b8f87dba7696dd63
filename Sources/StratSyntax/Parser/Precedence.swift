/// How tightly an operator holds its operands, loosest first.
enum Precedence: UInt8, Comparable {
  /// A whole formula: also `if c then a else b`.
  case formula
  case or
  case and
  case not
  case comparison
  case coalesce
  case sum
  case product
  case negation
  case power
  case postfix

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
}

/// What a token does after an operand.
struct InfixRule {
  enum Form {
    case binary(BinaryOperator)
    /// `<`, or `=` where another language compares with it.
    case comparison
    case crosses
    case index
    case call
    case field
    case interval
    case symbol
  }

  var precedence: Precedence
  /// The loosest precedence that the right operand may have.
  var operand: Precedence
  var form: Form

  private init(_ precedence: Precedence, _ operand: Precedence, _ form: Form) {
    self.precedence = precedence
    self.operand = operand
    self.form = form
  }

  /// The one table of the operators.
  init?(_ kind: TokenKind) {
    switch kind {
    case .or: self.init(.or, .and, .binary(.or))
    case .and: self.init(.and, .not, .binary(.and))
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equalEqual, .notEqual, .assign:
      self.init(.comparison, .coalesce, .comparison)
    case .crosses: self.init(.comparison, .coalesce, .crosses)
    case .coalesce: self.init(.coalesce, .coalesce, .binary(.coalesce))
    case .plus: self.init(.sum, .product, .binary(.add))
    case .minus: self.init(.sum, .product, .binary(.subtract))
    case .star: self.init(.product, .negation, .binary(.multiply))
    case .slash: self.init(.product, .negation, .binary(.divide))
    // The exponent may carry a sign: `2 ^ -1`.
    case .caret: self.init(.power, .negation, .binary(.power))
    case .leftBracket: self.init(.postfix, .formula, .index)
    case .leftParenthesis: self.init(.postfix, .formula, .call)
    case .dot: self.init(.postfix, .postfix, .field)
    case .on: self.init(.postfix, .postfix, .interval)
    case .of: self.init(.postfix, .postfix, .symbol)
    default: return nil
    }
  }
}

extension ComparisonOperator {
  init?(_ kind: TokenKind) {
    switch kind {
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .equalEqual: self = .equal
    case .notEqual: self = .notEqual
    default: return nil
    }
  }

  /// Whether this may follow the other in a chain: both go the same way.
  func continues(_ other: ComparisonOperator) -> Bool {
    switch (self, other) {
    case (.less, .less), (.less, .lessOrEqual), (.lessOrEqual, .less), (.lessOrEqual, .lessOrEqual),
      (.greater, .greater), (.greater, .greaterOrEqual), (.greaterOrEqual, .greater),
      (.greaterOrEqual, .greaterOrEqual):
      true
    default: false
    }
  }
}
