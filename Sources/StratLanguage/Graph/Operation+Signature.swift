extension Operation {
  /// The types of the operands, in order.
  package var operandTypes: [ValueType] {
    switch self {
    case .column, .number, .truth, .pastNumber, .pastTruth:
      []
    case .negate, .absolute, .squareRoot, .logarithm, .exponential, .floor, .ceiling, .round,
      .sign, .sine, .cosine, .arcTangent, .isNumberMissing, .lagNumber, .ema, .rma, .emaFromFirst,
      .rmaFromFirst, .sum, .sma, .wma, .stdev, .slope, .meanDeviation, .skew, .kurtosis, .rank,
      .highest, .lowest, .highestBar, .lowestBar, .highestBarEarliest, .lowestBarEarliest:
      [.number]
    case .add, .subtract, .multiply, .divide, .power, .minimum, .maximum, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .equal, .notEqual, .coalesceNumber, .crossesAbove,
      .crossesBelow, .covariance, .percentile, .recentMean, .recentSine, .recentCosine:
      [.number, .number]
    case .alma:
      [.number, .number, .number]
    case .parabolic:
      [.number, .number, .number, .number]
    case .not, .isTruthMissing, .lagTruth, .count, .any, .all, .barsSince:
      [.boolean]
    case .and, .or, .equalTruth, .notEqualTruth, .coalesceTruth:
      [.boolean, .boolean]
    case .selectNumber:
      [.boolean, .number, .number]
    case .selectTruth:
      [.boolean, .boolean, .boolean]
    case .valueWhen:
      [.boolean, .number]
    }
  }

  package var resultType: ValueType {
    switch self {
    case .truth, .pastTruth, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual,
      .and, .or, .not, .equalTruth, .notEqualTruth, .selectTruth, .coalesceTruth,
      .isNumberMissing, .isTruthMissing, .lagTruth, .crossesAbove, .crossesBelow, .any, .all:
      .boolean
    case .column, .number, .pastNumber, .add, .subtract, .multiply, .divide, .negate, .absolute,
      .power, .minimum, .maximum, .squareRoot, .logarithm, .exponential, .floor, .ceiling, .round,
      .sign, .sine, .cosine, .arcTangent, .selectNumber, .coalesceNumber, .lagNumber, .ema, .rma,
      .emaFromFirst, .rmaFromFirst, .sum, .sma, .wma, .stdev, .covariance, .slope,
      .meanDeviation, .skew, .kurtosis, .rank, .percentile, .alma, .recentMean, .recentSine,
      .recentCosine, .highest, .lowest, .highestBar, .lowestBar, .highestBarEarliest,
      .lowestBarEarliest, .count, .barsSince, .valueWhen,
      .parabolic:
      .number
    }
  }

  /// Whether the result depends on earlier rows.
  package var isStateful: Bool {
    switch self {
    case .pastNumber, .pastTruth, .lagNumber, .lagTruth, .crossesAbove, .crossesBelow, .ema, .rma,
      .emaFromFirst, .rmaFromFirst, .barsSince, .valueWhen, .parabolic:
      true
    default:
      isWindow
    }
  }
}
