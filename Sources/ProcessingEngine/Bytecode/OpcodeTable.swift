package import StratLanguage

/// Where an operand of an instruction lives.
package enum OperandKind: Sendable {
  case number
  case truth
  case slot
  /// A plain count: a distance in bars, a number of words.
  case count
}

/// How many cells of state a slot of an opcode takes, and what they start with.
package enum StateLayout: Sendable {
  case none
  /// A number of cells that does not depend on n.
  case fixed(Int)
  /// `header` cells and then `perBar` cells for each of the n bars.
  case window(header: Int, perBar: Int)
  /// The ring of a self-referring series: made by `keep…`, read by `past…`.
  case shared
}

/// One row of the opcode table: the enum's case, its look, its operands, what it costs.
package struct OpcodeDescription: Sendable {
  package var mnemonic: String
  package var result: ValueType?
  package var operands: [OperandKind]
  package var state: StateLayout
  /// Nanoseconds per bar, rounded up, in the block executor on the machine of
  /// `docs/performance.md`; the checker adds them up for a strategy's cost.
  package var cost: Double
  /// Nanoseconds more for each bar of the window, where the whole of it is gone through.
  package var costPerLength: Double
  package var summary: String
}

/// Everything there is to know about each opcode.
///
/// Verifier, disassembler, cost model, documentation and lowering read this and nothing else.
package enum OpcodeTable {
  private static func row(
    _ mnemonic: String, _ result: ValueType?, _ operands: [OperandKind],
    state: StateLayout = .none, cost: Double, perLength: Double = 0, _ summary: String
  ) -> OpcodeDescription {
    OpcodeDescription(
      mnemonic: mnemonic, result: result, operands: operands, state: state, cost: cost,
      costPerLength: perLength, summary: summary)
  }

  package static subscript(_ opcode: Opcode) -> OpcodeDescription {
    switch opcode {
    case .operand: row("operand", nil, [], cost: 0, "third to fifth operand of the word before")
    case .region: row("region", nil, [.count], cost: 0, "the next words run row by row")

    case .add: row("add", .number, [.number, .number], cost: 0.2, "a + b")
    case .subtract: row("sub", .number, [.number, .number], cost: 0.2, "a - b")
    case .multiply: row("mul", .number, [.number, .number], cost: 0.2, "a * b")
    case .divide: row("div", .number, [.number, .number], cost: 0.5, "a / b")
    case .power: row("pow", .number, [.number, .number], cost: 15, "a ^ b")
    case .minimum: row("min", .number, [.number, .number], cost: 0.2, "the lesser")
    case .maximum: row("max", .number, [.number, .number], cost: 0.2, "the greater")
    case .negate: row("neg", .number, [.number], cost: 0.2, "-a")
    case .absolute: row("abs", .number, [.number], cost: 0.2, "a without its sign")
    case .squareRoot: row("sqrt", .number, [.number], cost: 2, "square root")
    case .logarithm: row("log", .number, [.number], cost: 6, "natural logarithm")
    case .exponential: row("exp", .number, [.number], cost: 6, "e to the a")
    case .floor: row("floor", .number, [.number], cost: 1, "next whole number below")
    case .ceiling: row("ceil", .number, [.number], cost: 1, "next whole number above")
    case .round: row("round", .number, [.number], cost: 2, "nearest whole number")
    case .sign: row("sign", .number, [.number], cost: 0.4, "-1, 0 or 1")
    case .sine: row("sin", .number, [.number], cost: 10, "sine of radians")
    case .cosine: row("cos", .number, [.number], cost: 10, "cosine of radians")
    case .arcTangent: row("atan", .number, [.number], cost: 10, "arc tangent in radians")

    case .less: row("lt", .boolean, [.number, .number], cost: 0.3, "a < b")
    case .lessOrEqual: row("le", .boolean, [.number, .number], cost: 0.3, "a <= b")
    case .equal: row("eq", .boolean, [.number, .number], cost: 0.4, "a == b")
    case .notEqual: row("ne", .boolean, [.number, .number], cost: 0.4, "a != b")

    case .and: row("and", .boolean, [.truth, .truth], cost: 0.1, "Kleene and")
    case .or: row("or", .boolean, [.truth, .truth], cost: 0.1, "Kleene or")
    case .not: row("not", .boolean, [.truth], cost: 0.1, "Kleene not")
    case .equalTruth: row("teq", .boolean, [.truth, .truth], cost: 0.1, "truths are equal")
    case .notEqualTruth: row("tne", .boolean, [.truth, .truth], cost: 0.1, "truths differ")

    case .selectNumber:
      row("sel", .number, [.truth, .number, .number], cost: 0.3, "if a then b else c")
    case .selectTruth:
      row("tsel", .boolean, [.truth, .truth, .truth], cost: 0.2, "if a then b else c")
    case .coalesceNumber: row("coal", .number, [.number, .number], cost: 0.2, "a, or b if a is na")
    case .coalesceTruth: row("tcoal", .boolean, [.truth, .truth], cost: 0.1, "a, or b if a is na")
    case .isNumberMissing: row("isna", .boolean, [.number], cost: 0.2, "a is na")
    case .isTruthMissing: row("tisna", .boolean, [.truth], cost: 0.1, "a is na")

    case .lagNumber:
      row(
        "lag", .number, [.number, .slot], state: .window(header: 1, perBar: 1), cost: 0.2,
        "a, n bars ago")
    case .lagTruth:
      row(
        "tlag", .boolean, [.truth, .slot], state: .window(header: 1, perBar: 1), cost: 0.2,
        "a, n bars ago")
    case .crossesAbove:
      row(
        "cross", .boolean, [.number, .number, .slot], state: .fixed(2), cost: 0.5,
        "a > b now and a <= b a bar ago")
    case .average:
      row(
        "avg", .number, [.number, .slot], state: .fixed(2), cost: 2,
        "recursive average: v += alpha * (a - v), seeded by the mean of the first n")
    case .rise:
      row(
        "rise", .number, [.number, .slot], state: .fixed(1), cost: 0.4,
        "max(a - a[1], 0)")
    case .fall:
      row(
        "fall", .number, [.number, .slot], state: .fixed(1), cost: 0.4,
        "max(a[1] - a, 0)")
    case .share:
      row("share", .number, [.number, .number, .number], cost: 1, "a * b / (b + c)")
    case .sum:
      row(
        "sum", .number, [.number, .slot], state: .window(header: 2, perBar: 1), cost: 1.2,
        "sum of n bars")
    case .mean:
      row(
        "sma", .number, [.number, .slot], state: .window(header: 2, perBar: 1), cost: 1.3,
        "mean of n bars")
    case .weightedMean:
      row(
        "wma", .number, [.number, .slot], state: .window(header: 3, perBar: 2), cost: 3,
        "linearly weighted mean of n bars")
    case .deviation:
      row(
        "stdev", .number, [.number, .slot], state: .window(header: 5, perBar: 2), cost: 5,
        "population standard deviation of n bars")
    case .highest:
      row(
        "highest", .number, [.number, .slot], state: .window(header: 3, perBar: 1), cost: 1.2,
        "highest of n bars")
    case .lowest:
      row(
        "lowest", .number, [.number, .slot], state: .window(header: 3, perBar: 1), cost: 1.2,
        "lowest of n bars")
    case .highestBar:
      row(
        "highbar", .number, [.number, .slot], state: .window(header: 4, perBar: 2), cost: 2.5,
        "bars since the highest of n bars")
    case .lowestBar:
      row(
        "lowbar", .number, [.number, .slot], state: .window(header: 4, perBar: 2), cost: 2.5,
        "bars since the lowest of n bars")
    case .highestBarEarliest:
      row(
        "highbarold", .number, [.number, .slot], state: .window(header: 4, perBar: 2), cost: 2.5,
        "bars since the highest of n bars, the earliest of equals")
    case .lowestBarEarliest:
      row(
        "lowbarold", .number, [.number, .slot], state: .window(header: 4, perBar: 2), cost: 2.5,
        "bars since the lowest of n bars, the earliest of equals")
    case .covariance:
      row(
        "cov", .number, [.number, .number, .slot], state: .window(header: 8, perBar: 3), cost: 9,
        "population covariance of n bars")
    case .slope:
      row(
        "slope", .number, [.number, .slot], state: .window(header: 5, perBar: 2), cost: 6,
        "slope of the line of least squares through n bars")
    case .meanDeviation:
      row(
        "meandev", .number, [.number, .slot], state: .window(header: 1, perBar: 1), cost: 4,
        perLength: 2, "mean distance from the mean of n bars")
    case .skew:
      row(
        "skew", .number, [.number, .slot], state: .window(header: 1, perBar: 1), cost: 6,
        perLength: 2, "third standardised moment of n bars")
    case .kurtosis:
      row(
        "kurt", .number, [.number, .slot], state: .window(header: 1, perBar: 1), cost: 6,
        perLength: 2, "fourth standardised moment of n bars, less 3")
    case .rank:
      row(
        "rank", .number, [.number, .slot], state: .window(header: 1, perBar: 1), cost: 4,
        perLength: 1, "how many of n - 1 bars before are not above a")
    case .percentile:
      row(
        "pctl", .number, [.number, .number, .slot], state: .window(header: 1, perBar: 2), cost: 12,
        perLength: 0.5, "the b-th percentile of n bars")
    case .recentMean:
      row(
        "recent", .number, [.number, .number, .slot], state: .window(header: 1, perBar: 1), cost: 5,
        perLength: 0.5, "mean of the b newest of n bars")
    case .recentSine:
      row(
        "recsin", .number, [.number, .number, .slot], state: .window(header: 1, perBar: 1), cost: 5,
        perLength: 9, "the b newest of n bars on the sine of one turn")
    case .recentCosine:
      row(
        "reccos", .number, [.number, .number, .slot], state: .window(header: 1, perBar: 1), cost: 5,
        perLength: 9, "the b newest of n bars on the cosine of one turn")
    case .gaussianMean:
      row(
        "gauss", .number, [.number, .number, .number, .slot],
        state: .window(header: 4, perBar: 2), cost: 4, perLength: 1,
        "mean of n bars under a bell of offset b and sigma c")
    case .parabolic:
      row(
        "psar", .number, [.number, .number, .number, .number, .slot], state: .fixed(6), cost: 8,
        "parabolic stop of high a, low b, step c, maximum d")
    case .count:
      row(
        "count", .number, [.truth, .slot], state: .window(header: 3, perBar: 1), cost: 1.5,
        "how many of n bars are true")
    case .any:
      row(
        "any", .boolean, [.truth, .slot], state: .window(header: 3, perBar: 1), cost: 1.5,
        "true on any of n bars")
    case .all:
      row(
        "all", .boolean, [.truth, .slot], state: .window(header: 3, perBar: 1), cost: 1.5,
        "true on all of n bars")
    case .barsSince:
      row("since", .number, [.truth, .slot], state: .fixed(1), cost: 1, "bars since a was true")
    case .valueWhen:
      row(
        "when", .number, [.truth, .number, .slot], state: .window(header: 1, perBar: 1), cost: 1.2,
        "b at the n-th last bar where a was true")
    case .pastNumber:
      row(
        "past", .number, [.slot, .count], state: .shared, cost: 2, "the series itself, b bars ago")
    case .pastTruth:
      row(
        "tpast", .boolean, [.slot, .count], state: .shared, cost: 2, "the series itself, b bars ago"
      )
    case .keepNumber:
      row(
        "keep", nil, [.number, .slot], state: .window(header: 1, perBar: 1), cost: 2,
        "remembers a for its own future")
    case .keepTruth:
      row(
        "tkeep", nil, [.truth, .slot], state: .window(header: 1, perBar: 1), cost: 2,
        "remembers a for its own future")
    }
  }
}

/// What kinds of registers an opcode connects: how the block executor groups its kernels.
enum OpcodeShape {
  case numberFromNumber
  case numberFromNumbers
  case truthFromNumbers
  case truthFromTruths
  case numberWindow
  case truthWindow
  case other
}

extension OpcodeTable {
  static func shape(_ opcode: Opcode) -> OpcodeShape {
    switch opcode {
    case .negate, .absolute, .squareRoot, .logarithm, .exponential, .floor, .ceiling, .round,
      .sign, .sine, .cosine, .arcTangent:
      .numberFromNumber
    case .add, .subtract, .multiply, .divide, .power, .minimum, .maximum, .coalesceNumber:
      .numberFromNumbers
    case .less, .lessOrEqual, .equal, .notEqual, .isNumberMissing:
      .truthFromNumbers
    case .and, .or, .not, .equalTruth, .notEqualTruth, .coalesceTruth, .isTruthMissing:
      .truthFromTruths
    case .lagNumber, .rise, .fall, .sum, .mean, .weightedMean, .deviation, .highest, .lowest,
      .highestBar, .lowestBar, .highestBarEarliest, .lowestBarEarliest, .slope, .meanDeviation,
      .skew, .kurtosis, .rank:
      .numberWindow
    case .lagTruth, .count, .any, .all, .barsSince:
      .truthWindow
    case .operand, .region, .selectNumber, .selectTruth, .crossesAbove, .average, .share,
      .valueWhen, .pastNumber, .pastTruth, .keepNumber, .keepTruth, .covariance, .percentile,
      .gaussianMean, .recentMean, .recentSine, .recentCosine, .parabolic:
      .other
    }
  }
}
