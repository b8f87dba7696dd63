extension Operation {
  /// Whether swapping the two operands gives the same bits (`na` is one value).
  package var isCommutative: Bool {
    switch self {
    case .add, .multiply, .equal, .notEqual, .and, .or, .equalTruth, .notEqualTruth: true
    default: false
    }
  }

  /// Whether the operation keeps the last n rows of its operand; `Node.parameter` is n.
  package var isWindow: Bool {
    switch self {
    case .sum, .sma, .wma, .stdev, .highest, .lowest, .highestBar, .lowestBar, .count, .any, .all:
      true
    default: false
    }
  }
}

extension Operation {
  /// Whether `Node.parameter` counts bars, or occurrences for `valueWhen`.
  package var takesParameter: Bool {
    switch self {
    case .pastNumber, .pastTruth, .lagNumber, .lagTruth, .ema, .rma, .valueWhen: true
    default: isWindow
    }
  }

  /// Whether the result is rounded, so that two such numbers are equal only by chance.
  var isRounded: Bool {
    switch self {
    case .divide, .power, .squareRoot, .logarithm, .exponential, .sma, .ema, .rma, .wma, .stdev:
      true
    default: false
    }
  }
}
