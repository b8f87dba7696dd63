import StratLanguage
import TestSupport

/// What the parameter of an operation is, as far as a generator has to know.
enum ParameterKind {
  case none
  case column
  case constant
  case truth
  case past
  case lag
  case window
  /// Which of the latest, from 0.
  case ordinal
}

extension Operation {
  var parameterKind: ParameterKind {
    switch self {
    case .column: .column
    case .number: .constant
    case .truth: .truth
    case .pastNumber, .pastTruth: .past
    case .add, .subtract, .multiply, .divide, .negate, .absolute, .power, .minimum, .maximum,
      .squareRoot, .logarithm, .exponential, .floor, .ceiling, .round, .sign, .sine, .cosine,
      .arcTangent, .less,
      .lessOrEqual,
      .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .equalTruth, .notEqualTruth,
      .selectNumber, .selectTruth, .coalesceNumber, .coalesceTruth, .isNumberMissing,
      .isTruthMissing, .crossesAbove, .crossesBelow, .barsSince, .parabolic:
      .none
    case .lagNumber, .lagTruth: .lag
    case .ema, .rma, .emaFromFirst, .rmaFromFirst, .sum, .sma, .wma, .stdev, .covariance,
      .meanDeviation, .skew, .kurtosis, .rank, .percentile, .alma, .recentMean,
      .recentSine, .recentCosine, .highest, .lowest, .highestBar,
      .lowestBar, .highestBarEarliest, .lowestBarEarliest, .count, .any, .all:
      .window
    // A single value has no slope.
    case .slope: .window
    case .valueWhen: .ordinal
    }
  }
}

/// The sizes and constants that random graphs are made of: those that break things, and usual ones.
enum RandomParameters {
  static let constants: [Double] = [
    0, -0.0, 1, -1, 0.5, 2, 3, 10, 70, 100, 0.02, -2.5, 1e-300, 1e300, -1e300, .nan,
    .leastNonzeroMagnitude, .greatestFiniteMagnitude,
  ]

  static func constant(_ random: inout SplitMix64) -> Double {
    random.chance(0.8) ? random.pick([0, 1, -1, 0.5, 2, 3, 10, 100]) : random.pick(constants)
  }

  static func lag(_ random: inout SplitMix64) -> Int {
    random.chance(0.8) ? random.integer(in: 1...5) : random.pick([14, 63, 64, 65, 200, 512, 2000])
  }

  static func window(_ random: inout SplitMix64) -> Int {
    if random.chance(0.75) { return random.pick([1, 2, 3, 4, 5, 7, 14, 20]) }
    return random.chance(0.8) ? random.pick([50, 63, 64, 65, 100, 200]) : random.pick([512, 2000])
  }

  static func ordinal(_ random: inout SplitMix64) -> Int {
    random.chance(0.5) ? 0 : random.pick([1, 2, 3, 7])
  }
}
