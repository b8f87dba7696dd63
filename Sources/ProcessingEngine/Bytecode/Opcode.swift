/// What the machine can do.
///
/// `OpcodeTable` says everything about each.
package enum Opcode: UInt8, CaseIterable, Sendable {
  /// The third to fifth operand of the word before.
  case operand
  /// The next `a` words run row by row, because a series in them refers to its own past.
  case region

  case add, subtract, multiply, divide, power, minimum, maximum
  case negate, absolute, squareRoot, logarithm, exponential, floor, ceiling, round, sign
  case sine, cosine, arcTangent
  case less, lessOrEqual, equal, notEqual
  case and, or, not, equalTruth, notEqualTruth
  case selectNumber, selectTruth, coalesceNumber, coalesceTruth
  case isNumberMissing, isTruthMissing
  case lagNumber, lagTruth, crossesAbove
  case average
  /// What the lowering fuses: see `Fusion`.
  case rise, fall, share
  case sum, mean, weightedMean, deviation, highest, lowest, highestBar, lowestBar
  case highestBarEarliest, lowestBarEarliest
  case covariance, slope
  case meanDeviation, skew, kurtosis, rank, percentile, gaussianMean
  case recentMean, recentSine, recentCosine
  case count, any, all
  case barsSince, valueWhen, parabolic
  case pastNumber, pastTruth, keepNumber, keepTruth
}
