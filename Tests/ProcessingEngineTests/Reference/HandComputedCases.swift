import StratLanguage
import Testing

/// What an operation gives for small inputs, worked out by hand from the text of `Operation`.
struct HandComputedCase: CustomTestStringConvertible {
  let operation: Operation
  let parameter: Int
  let inputs: [Series]
  let expected: Series

  init(_ operation: Operation, _ parameter: Int, _ inputs: Series..., gives expected: Series) {
    self.operation = operation
    self.parameter = parameter
    self.inputs = inputs
    self.expected = expected
  }

  init(_ operation: Operation, _ inputs: Series..., gives expected: Series) {
    self.operation = operation
    self.parameter = 0
    self.inputs = inputs
    self.expected = expected
  }

  var testDescription: String { "\(operation)(\(parameter)) of \(inputs)" }

  static let all =
    arithmetic + comparisons + logic + selection + history + averages + windows + events
}

private let na = Double.nan
private let huge = Double.greatestFiniteMagnitude
/// All pairs of truths, the first changing slowest.
private let firstOfPairs = Series.truths("TTTFFF???")
private let secondOfPairs = Series.truths("TF?TF?TF?")

extension HandComputedCase {
  fileprivate static let arithmetic: [HandComputedCase] = [
    .init(
      .add, .numbers([1, 0.1, na, 1, huge, -0.0, -0.0]), .numbers([2, 0.2, 1, na, huge, 0, -0.0]),
      gives: .numbers([3, 0.30000000000000004, na, na, na, 0, -0.0])),
    .init(
      .subtract, .numbers([1, na, 1, -huge, 0]), .numbers([3, 1, na, huge, 0]),
      gives: .numbers([-2, na, na, na, 0])),
    .init(
      .multiply, .numbers([3, na, 0, 1e300, -1, 1e-300]), .numbers([4, 0, na, 1e300, 0, 1e-300]),
      gives: .numbers([12, na, na, na, -0.0, 0])),
    .init(
      .divide, .numbers([6, 1, -1, 0, na, 1e300, -0.0]), .numbers([4, 0, 0, 0, 1, 1e-300, 5]),
      gives: .numbers([1.5, na, na, na, na, na, -0.0])),
    .init(.negate, .numbers([1, -2, 0, na]), gives: .numbers([-1, 2, -0.0, na])),
    .init(.absolute, .numbers([1, -2, -0.0, na]), gives: .numbers([1, 2, 0, na])),
    .init(
      .power, .numbers([2, 1, na, 0, -8, 0, 1e300, 4, 2]),
      .numbers([3, na, 0, -1, 1.0 / 3, 0, 2, 0.5, -1]),
      gives: .numbers([8, na, na, na, na, 1, na, 2, 0.5])),
    .init(
      .minimum, .numbers([1, 2, na, 1, 0, -0.0]), .numbers([2, 1, 1, na, -0.0, 0]),
      gives: .numbers([1, 1, na, na, 0, -0.0])),
    .init(
      .maximum, .numbers([1, 2, na, 1, 0, -0.0]), .numbers([2, 1, 1, na, -0.0, 0]),
      gives: .numbers([2, 2, na, na, 0, -0.0])),
    .init(.squareRoot, .numbers([9, 0, -0.0, -1, na]), gives: .numbers([3, 0, -0.0, na, na])),
    .init(.logarithm, .numbers([1, 0, -0.0, -1, na]), gives: .numbers([0, na, na, na, na])),
    .init(.exponential, .numbers([0, 1000, -1000, na]), gives: .numbers([1, na, 0, na])),
    .init(.floor, .numbers([1.5, -1.5, 2, -0.0, na]), gives: .numbers([1, -2, 2, -0.0, na])),
    .init(.ceiling, .numbers([1.5, -1.5, -0.5, 2, na]), gives: .numbers([2, -1, -0.0, 2, na])),
    .init(
      .round, .numbers([0.5, -0.5, 2.5, -2.5, 0.49999999999999994, -0.2, 1e300, na]),
      gives: .numbers([1, -1, 3, -3, 0, -0.0, 1e300, na])),
    .init(.sine, .numbers([0, -0.0, na]), gives: .numbers([0, -0.0, na])),
    .init(.cosine, .numbers([0, na]), gives: .numbers([1, na])),
    .init(.arcTangent, .numbers([0, 1, -1, na]), gives: .numbers([0, .pi / 4, -.pi / 4, na])),
    .init(.sign, .numbers([-3, 0, -0.0, 1e-300, na]), gives: .numbers([-1, 0, 0, 1, na])),
  ]

  private static let lefts = Series.numbers([1, 2, 2, na, 1, na, -0.0])
  private static let rights = Series.numbers([2, 1, 2, 1, na, na, 0])

  fileprivate static let comparisons: [HandComputedCase] = [
    .init(.less, lefts, rights, gives: .truths("TFF???F")),
    .init(.lessOrEqual, lefts, rights, gives: .truths("TFT???T")),
    .init(.greater, lefts, rights, gives: .truths("FTF???F")),
    .init(.greaterOrEqual, lefts, rights, gives: .truths("FTT???T")),
    .init(.equal, lefts, rights, gives: .truths("FFT???T")),
    .init(.notEqual, lefts, rights, gives: .truths("TTF???F")),
  ]

  fileprivate static let logic: [HandComputedCase] = [
    .init(.and, firstOfPairs, secondOfPairs, gives: .truths("TF?FFF?F?")),
    .init(.or, firstOfPairs, secondOfPairs, gives: .truths("TTTTF?T??")),
    .init(.not, .truths("TF?"), gives: .truths("FT?")),
    .init(.equalTruth, firstOfPairs, secondOfPairs, gives: .truths("TF?FT????")),
    .init(.notEqualTruth, firstOfPairs, secondOfPairs, gives: .truths("FT?TF????")),
  ]

  fileprivate static let selection: [HandComputedCase] = [
    .init(
      .selectNumber, .truths("TF?TF"), .numbers([1, 1, 1, na, na]), .numbers([2, 2, 2, 2, na]),
      gives: .numbers([1, 2, na, na, na])),
    .init(
      .selectTruth, .truths("TF?TFT"), .truths("TTT?FF"), .truths("FFTT??"),
      gives: .truths("TF???F")),
    .init(
      .coalesceNumber, .numbers([1, na, na, -0.0]), .numbers([2, 2, na, 2]),
      gives: .numbers([1, 2, na, -0.0])),
    .init(.coalesceTruth, firstOfPairs, secondOfPairs, gives: .truths("TTTFFFTF?")),
    .init(.isNumberMissing, .numbers([1, na, 0]), gives: .truths("FTF")),
    .init(.isTruthMissing, .truths("TF?"), gives: .truths("FFT")),
  ]

  fileprivate static let history: [HandComputedCase] = [
    .init(.lagNumber, 2, .numbers([1, na, 3, 4]), gives: .numbers([na, na, 1, na])),
    .init(.lagNumber, 9, .numbers([1, 2]), gives: .numbers([na, na])),
    .init(.lagTruth, 1, .truths("TF?T"), gives: .truths("?TF?")),
    .init(
      .crossesAbove, .numbers([1, 3, 2, 2, 3, na, 3, 4]), .numbers([2, 2, 2, 2, 2, 2, 2, 2]),
      gives: .truths("?TFFT??F")),
    // Not above now, so no cross whatever was before: still `na`, for one of the four is.
    .init(.crossesAbove, .numbers([na, 1, 3]), .numbers([2, 2, na]), gives: .truths("???")),
    .init(
      .crossesBelow, .numbers([3, 1, 2, 2, 1, na, 1, 0]), .numbers([2, 2, 2, 2, 2, 2, 2, 2]),
      gives: .truths("?TFFT??F")),
  ]

  fileprivate static let averages: [HandComputedCase] = [
    .init(
      .ema, 3, .numbers([1, 2, 3, na, 8, 10]), gives: .numbers([na, na, 2, na, 5, 7.5])),
    .init(.ema, 3, .numbers([na, 1, na, 2, 3, 4]), gives: .numbers([na, na, na, na, 2, 3])),
    .init(.ema, 1, .numbers([4, na, 6, -0.0]), gives: .numbers([4, na, 6, 0])),
    .init(.rma, 2, .numbers([2, 4, 7]), gives: .numbers([na, 3, 5])),
    .init(.rma, 4, .numbers([1, 2, 3, 6, na, 7]), gives: .numbers([na, na, na, 3, na, 4])),
    // A mean that overflows does not seed; the next inputs do.
    .init(.rma, 2, .numbers([huge, huge, 1, 2]), gives: .numbers([na, na, na, 1.5])),
    .init(.ema, 3, .numbers([]), gives: .numbers([])),
    .init(.emaFromFirst, 3, .numbers([na, 2, 4, na, 7]), gives: .numbers([na, 2, 3, na, 5])),
    .init(.rmaFromFirst, 4, .numbers([na, 2, 6, na, 7]), gives: .numbers([na, 2, 3, na, 4])),
  ]

  fileprivate static let windows: [HandComputedCase] = [
    .init(
      .sum, 3, .numbers([1, 2, 3, 4, na, 5, 6, 7, 8]),
      gives: .numbers([na, na, 6, 9, na, na, na, 18, 21])),
    .init(.sum, 1, .numbers([-0.0, 2, na, huge]), gives: .numbers([0, 2, na, huge])),
    .init(.sum, 2, .numbers([huge, huge, -huge, 1]), gives: .numbers([na, na, 0, 1 - huge])),
    // The order of the additions shows: 1 + (1e16 + 1), not (1 + 1) + 1e16.
    .init(
      .sum, 3, .numbers([1e16, 1, 1, 1e16, 1, 1]),
      gives: .numbers([na, na, 1e16, 1e16 + 2, 1e16, 1e16])),
    // The suffix is added up from the right: (1 + 1) + 1e16, and the prefix from the left.
    .init(
      .sum, 4, .numbers([0, 1e16, 1, 1, 0]), gives: .numbers([na, na, na, 1e16, 1e16 + 2])),
    .init(.sum, 9, .numbers([1, 2, 3]), gives: .numbers([na, na, na])),
    .init(.sma, 2, .numbers([1, 2, 4, na, 8, 8]), gives: .numbers([na, 1.5, 3, na, na, 8])),
    .init(.sma, 2, .numbers([huge, huge]), gives: .numbers([na, na])),
    .init(.wma, 3, .numbers([6, 0, 0, 12, 6, na]), gives: .numbers([na, na, 1, 6, 7, na])),
    .init(.wma, 1, .numbers([3, na, 4]), gives: .numbers([3, na, 4])),
    // A third of the smallest number below zero is zero, from below.
    .init(.wma, 2, .numbers([-.leastNonzeroMagnitude, 0]), gives: .numbers([na, -0.0])),
    // Step by step by the definition: shows suffix.w + (prefix.w + k × prefix.s), and w += s,
    // w += x as two roundings.
    .init(
      .wma, 5, .numbers([4.6, 7.7, 7.3, 9.8, 2.9, 8.6, 8.2, 0.1, 4.4, 0.1]),
      gives: .numbers([
        na, na, na, na, 6.373333333333333, 7.086666666666668, 7.4, 4.9799999999999995,
        4.473333333333334, 2.8933333333333335,
      ])),
    .init(.stdev, 2, .numbers([1, 3, 3, 7, na]), gives: .numbers([na, 1, 0, 2, na])),
    // Squares of the distances from the mean 5: 9 + 1 + 1 + 9 (in every rotation), over 4.
    .init(
      .stdev, 4, .numbers([2, 4, 6, 8, 2, 4, 6]),
      gives: .numbers([na, na, na] + Array(repeating: 5.0.squareRoot(), count: 4))),
    .init(.stdev, 1, .numbers([5, na, huge]), gives: .numbers([0, na, 0])),
    // Step by step by the definition: dividing by m instead of multiplying by 1/m, another order
    // within the suffix, or another association of the merge differs in one of these rows.
    .init(
      .stdev, 5, .numbers([9.2, 5.4, 1.4, 6.3, 9.6, 4.2, 6.0, 6.1, 8.5, 4.1]),
      gives: .numbers([
        na, na, na, na, 2.9694443924747937, 2.679104327942456, 2.690724809414742,
        1.7511139311878023, 1.9281078807992047, 1.604244370412438,
      ])),
    .init(
      .covariance, 2, .numbers([1, 3, 3, 7, na, 1]), .numbers([5, 4, 8, 2, 1, 1]),
      gives: .numbers([na, -0.5, 0, -6, na, na])),
    .init(
      .covariance, 3, .numbers([1, 2, 3, 4, 5]), .numbers([2, 4, 6, 8, 7]),
      gives: .numbers([na, na, 4.0 / 3, 4.0 / 3, 1.0 / 3])),
    .init(.covariance, 1, .numbers([4, na]), .numbers([5, 5]), gives: .numbers([0, na])),
    .init(.slope, 2, .numbers([1, 3, 2, na, 1]), gives: .numbers([na, 2, -1, na, na])),
    .init(.slope, 3, .numbers([1, 3, 8, 4, 6]), gives: .numbers([na, na, 3.5, 0.5, -1])),
    .init(.slope, 1, .numbers([1]), gives: .numbers([na])),
    .init(.meanDeviation, 2, .numbers([1, 5, 5, na, 1]), gives: .numbers([na, 2, 0, na, na])),
    .init(
      .meanDeviation, 4, .numbers([2, 4, 6, 8, 10]), gives: .numbers([na, na, na, 2, 2])),
    // Distances −1, −1, 2: 6 / 3 over (6 / 3)^1.5.
    .init(
      .skew, 3, .numbers([1, 1, 4, na]), gives: .numbers([na, na, 2 / (2 * 2.0.squareRoot()), na])),
    .init(.skew, 2, .numbers([1, 1, 3]), gives: .numbers([na, na, 0])),
    // Fourths 1 + 1 + 16, over 3, over 2 × 2.
    .init(.kurtosis, 3, .numbers([1, 1, 4, na]), gives: .numbers([na, na, -1.5, na])),
    .init(
      .rank, 3, .numbers([1, 2, 2, 1, na, 5, 0, 9]),
      gives: .numbers([na, na, 2, 0, na, na, na, 2])),
    .init(.rank, 1, .numbers([1, na]), gives: .numbers([0, na])),
    .init(
      .percentile, 3, .numbers([3, 1, 2, 9, na, 1, 1, 1]),
      .numbers([50, 50, 50, 75, 50, 50, 50, 100]),
      gives: .numbers([na, na, 2, 5.5, na, na, na, 1])),
    .init(
      .percentile, 2, .numbers([4, 2, 4, 4, 8]), .numbers([0, 0, 100, 101, na]),
      gives: .numbers([na, 2, 4, na, na])),
    .init(.percentile, 1, .numbers([-0.0, 7]), .numbers([50, 0]), gives: .numbers([0, 7])),
    .init(
      .recentMean, 3, .numbers([6, 2, 4, 9, na, 1, 1, 7]),
      .numbers([2, 2, 2.9, 3, 1, 1, 1, 1]), gives: .numbers([na, na, 3, 5, na, na, na, 7])),
    .init(
      .recentMean, 2, .numbers([4, 2, 4, 8]), .numbers([2, 0.9, 3, na]),
      gives: .numbers([na, na, na, na])),
    // The sine is 0, 1, and next to 0 and −1 over a turn of four.
    .init(
      .recentSine, 4, .numbers([3, 0, 5, 7]), .numbers([4, 4, 4, 4]),
      gives: .numbers([na, na, na, 2])),
    .init(
      .recentSine, 1, .numbers([3, na, 2]), .numbers([1, 1, 2]), gives: .numbers([0, na, na])),
    .init(
      .recentCosine, 2, .numbers([3, 8, na]), .numbers([2, 2, 2]), gives: .numbers([na, 5, na])),
    .init(.recentCosine, 1, .numbers([3, -2]), .numbers([1.5, 1]), gives: .numbers([3, -2])),
    // Far from its top the bell is next to nothing: only the newest counts.
    .init(
      .alma, 2, .numbers([8, 4, 6, na]), .numbers([1, 1, 1, 1]), .numbers([1e9, 1e9, 1e9, 1e9]),
      gives: .numbers([na, 4, 6, na])),
    .init(
      .alma, 3, .numbers([1, 5, 3, 7]), .numbers([1, 1, 1, na]),
      .numbers([1e-9, 1e-9, 1e-9, 1e-9]), gives: .numbers([na, na, 3, na])),
    .init(
      .highestBarEarliest, 3, .numbers([5, 1, 5, 2, na, 3, 1, 3, 9]),
      gives: .numbers([na, na, 2, 1, na, na, na, 2, 0])),
    .init(
      .lowestBarEarliest, 3, .numbers([1, 5, 1, 2, na, 3, 1, 1, 1]),
      gives: .numbers([na, na, 2, 1, na, na, na, 1, 2])),
    // The spread overflows: in the first pair to −∞ on the way, which is not zero.
    .init(.stdev, 2, .numbers([-huge, huge, 1e300]), gives: .numbers([na, na, na])),
    .init(
      .highest, 3, .numbers([5, 1, 5, 2, na, 3, 1, 2, 9]),
      gives: .numbers([na, na, 5, 5, na, na, na, 3, 9])),
    .init(.highest, 2, .numbers([0, -0.0, 0]), gives: .numbers([na, -0.0, 0])),
    .init(
      .highestBar, 3, .numbers([5, 1, 5, 2, na, 3, 1, 2, 9]),
      gives: .numbers([na, na, 0, 1, na, na, na, 2, 0])),
    .init(.highestBar, 2, .numbers([0, -0.0, 0]), gives: .numbers([na, 0, 0])),
    .init(
      .lowest, 3, .numbers([5, 1, 5, 2, na, 3, 1, 2, 9]),
      gives: .numbers([na, na, 1, 1, na, na, na, 1, 1])),
    .init(.lowest, 2, .numbers([0, -0.0, 0]), gives: .numbers([na, -0.0, 0])),
    .init(
      .lowestBar, 3, .numbers([5, 1, 5, 2, na, 3, 1, 2, 9]),
      gives: .numbers([na, na, 1, 2, na, na, na, 1, 2])),
    .init(.count, 2, .truths("TT?TFTT"), gives: .numbers([na, 2, na, na, 1, 1, 2])),
    .init(.count, 1, .truths("TF?"), gives: .numbers([1, 0, na])),
    .init(.any, 2, .truths("FFT?FF"), gives: .truths("?FTT?F")),
    // A true is enough before the window is full.
    .init(.any, 3, .truths("FTFFF"), gives: .truths("?TTTF")),
    .init(.all, 2, .truths("TT?FTT"), gives: .truths("?T?FFT")),
    .init(.all, 3, .truths("TFTTT"), gives: .truths("?FFFT")),
  ]

  fileprivate static let events: [HandComputedCase] = [
    .init(.barsSince, .truths("F?TFF?T"), gives: .numbers([na, na, 0, 1, 2, 3, 0])),
    .init(
      .valueWhen, 0, .truths("FTF?TT"), .numbers([9, 1, 2, 3, na, 5]),
      gives: .numbers([na, 1, 1, 1, na, 5])),
    .init(
      .valueWhen, 1, .truths("TTFTT"), .numbers([1, 2, 3, na, 5]),
      gives: .numbers([na, 1, 1, 2, na])),
    // Long from the second bar on: 9, then 9 + 0.5 × (12 − 9) but not above the lows; the fourth bar
    // falls through it, so that it turns to the highest high and then comes down by 0.5 × (4 − 13).
    .init(
      .parabolic, .numbers([11, 12, 13, 12, na, 11]), .numbers([9, 10, 11, 4, 1, 5]),
      .numbers(Array(repeating: 0.5, count: 6)), .numbers(Array(repeating: 0.5, count: 6)),
      gives: .numbers([na, 9, 10, 13, na, 13])),
    // Equal lows, and a fall no longer than the rise, are no way down: it starts long, and both lows
    // being at the stop, turns at the highest high.
    .init(
      .parabolic, .numbers([10, 9]), .numbers([5, 5]), .numbers([0.5, 0.5]), .numbers([0.5, 0.5]),
      gives: .numbers([na, 9])),
    .init(
      .parabolic, .numbers([10, 11]), .numbers([5, 4]), .numbers([0.5, 0.5]), .numbers([0.5, 0.5]),
      gives: .numbers([na, 11])),
    // Of two zeros the earlier counts: the third bar turns it at the extreme, which has been reached
    // before with the other sign. Long, stop −3 + 0.5 × 3 but not above −2; short, 3 − 0.5 × 3 but
    // not below 2.
    .init(
      .parabolic, .numbers([-1, 0, -0.0]), .numbers([-3, -2, -5]),
      .numbers(Array(repeating: 0.5, count: 3)), .numbers(Array(repeating: 0.5, count: 3)),
      gives: .numbers([na, -3, 0])),
    .init(
      .parabolic, .numbers([3, 2, 5]), .numbers([1, 0, -0.0]),
      .numbers(Array(repeating: 0.5, count: 3)), .numbers(Array(repeating: 0.5, count: 3)),
      gives: .numbers([na, 3, 0])),
  ]
}
