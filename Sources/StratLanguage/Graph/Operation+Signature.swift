extension Operation {
  /// The types of the operands, in order.
  package var operandTypes: [ValueType] {
    switch self {
    case .column, .number, .truth, .pastNumber, .pastTruth:
      []
    case .negate, .absolute, .squareRoot, .logarithm, .exponential, .floor, .ceiling, .round,
      .sign, .isNumberMissing, .lagNumber, .ema, .rma, .sum, .sma, .wma, .stdev, .highest,
      .lowest, .highestBar, .lowestBar:
      [.number]
    case .add, .subtract, .multiply, .divide, .power, .minimum, .maximum, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .equal, .notEqual, .coalesceNumber, .crossesAbove,
      .crossesBelow:
      [.number, .number]
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
      .sign, .selectNumber, .coalesceNumber, .lagNumber, .ema, .rma, .sum, .sma, .wma, .stdev,
      .highest, .lowest, .highestBar, .lowestBar, .count, .barsSince, .valueWhen:
      .number
    }
  }

  /// Whether the result depends on earlier rows.
  package var isStateful: Bool {
    switch self {
    case .pastNumber, .pastTruth, .lagNumber, .lagTruth, .crossesAbove, .crossesBelow, .ema, .rma,
      .sum, .sma, .wma, .stdev, .highest, .lowest, .highestBar, .lowestBar, .count, .any, .all,
      .barsSince, .valueWhen:
      true
    default:
      false
    }
  }
}
