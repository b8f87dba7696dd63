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
    case .sum, .sma, .wma, .stdev, .covariance, .slope, .meanDeviation, .skew, .kurtosis, .rank,
      .percentile, .alma, .recentMean, .recentSine, .recentCosine, .highest, .lowest, .highestBar,
      .lowestBar, .highestBarEarliest,
      .lowestBarEarliest, .count, .any, .all:
      true
    default: false
    }
  }
}

extension Operation {
  /// Whether `Node.parameter` counts bars, or occurrences for `valueWhen`.
  package var takesParameter: Bool {
    switch self {
    case .pastNumber, .pastTruth, .lagNumber, .lagTruth, .ema, .rma, .emaFromFirst,
      .rmaFromFirst, .valueWhen:
      true
    default: isWindow
    }
  }

  /// Whether the result is rounded, so that two such numbers are equal only by chance.
  var isRounded: Bool {
    switch self {
    case .divide, .power, .squareRoot, .logarithm, .exponential, .sine, .cosine, .arcTangent,
      .sma, .ema, .rma, .emaFromFirst, .rmaFromFirst, .wma, .stdev, .covariance, .slope,
      .meanDeviation, .skew, .kurtosis, .percentile, .alma, .recentMean, .recentSine,
      .recentCosine, .parabolic:
      true
    default: false
    }
  }
}
