/// What a node of the checked graph computes.
///
/// This list is the meaning of the language: the engine lowers each case to opcodes, the tests'
/// reference evaluator computes it from the text below, and nothing else exists at run time.
///
/// Arithmetic is IEEE double, one rounding per operation, never fused. Every result that is not
/// finite is `na`. Windows and lags count rows (bars) from the first row of the frame, row 0.
package enum Operation: UInt8, CaseIterable, Sendable {
  // Leaves
  /// A column of the bars; `parameter` is the index into `Graph.columns`.
  case column
  /// A number known before running; `constant` holds it (NaN for `na`).
  case number
  /// A truth value known before running; `parameter` is the `Kleene` raw value.
  case truth
  /// The value a self-referring `let` had `parameter` bars ago; `recurrence` names which.
  case pastNumber
  case pastTruth

  // Arithmetic: numbers in, number out; any `na` operand gives `na`
  case add
  case subtract
  case multiply
  case divide
  case negate
  case absolute
  /// `pow(a, b)` of the C library.
  case power
  /// b when b < a, else a; `na` if either is.
  case minimum
  /// b when a < b, else a; `na` if either is.
  case maximum
  /// `na` below zero.
  case squareRoot
  /// Natural logarithm; `na` at zero and below.
  case logarithm
  case exponential
  case floor
  case ceiling
  /// Half away from zero.
  case round
  /// −1, 0 or 1.
  case sign

  // Comparison: numbers in, truth out; any `na` operand gives `na`
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case equal
  case notEqual

  // Logic: Kleene
  case and
  case or
  case not
  /// Truths equal / different; `na` if either is.
  case equalTruth
  case notEqualTruth

  // Selection
  /// Operands condition, then, otherwise; `na` condition gives `na`.
  case selectNumber
  case selectTruth
  /// The first unless it is `na`, else the second.
  case coalesceNumber
  case coalesceTruth
  /// Never `na`.
  case isNumberMissing
  case isTruthMissing

  // History: `parameter` is n ≥ 1
  /// The operand's value n bars ago; `na` in the first n rows.
  case lagNumber
  case lagTruth
  /// a > b now, and a ≤ b on the bar before; `na` when any of the four is.
  case crossesAbove
  /// a < b now, and a ≥ b on the bar before; `na` when any of the four is.
  case crossesBelow

  // Recursive averages: `parameter` is n ≥ 1. An `na` input gives `na` and leaves the state as it
  // was. The first n inputs that are not `na` are added up in order from 0; the n-th gives their sum
  // divided by n, and from then on v = v + alpha × (x − v). If that mean is not finite, seeding
  // starts again with the next input; if x − v is not finite, the bar counts as `na`.
  /// alpha = 2 / (n + 1).
  case ema
  /// alpha = 1 / n (Wilder).
  case rma

  // Windows: `parameter` is n ≥ 1, the window is the last n rows, the result is `na` unless the
  // window is full and holds no `na`. Sums associate in a fixed order: let c be the last row with
  // c ≡ 0 (mod n) not after this one; `prefix` folds rows c … now from the left from 0, `suffix` folds
  // rows now − n + 1 … c − 1 from the right (last first) from 0, result = suffix + prefix (just
  // prefix when the window starts at c).
  case sum
  /// sum / n.
  case sma
  /// Linearly weighted mean, oldest weight 1, newest weight n. A segment of rows carries s = Σ x and
  /// w = Σ i × x (i = 1 for its oldest). Appending x as row m: s += x, then w += m × x. Prepending x:
  /// w += s, then w += x, then s += x. The prefix is appended to from the left, the suffix (of length
  /// k) prepended to from the right; w = suffix.w + (prefix.w + k × prefix.s); the result is
  /// w / (n(n + 1)/2).
  case wma
  /// Population standard deviation. A segment carries (m, mean, m2); appending or prepending x:
  /// m += 1, d = x − mean, mean += d × (1/m), m2 += d × (x − mean). Suffix (length a) and prefix
  /// (length b) merge as d = prefix.mean − suffix.mean,
  /// m2 = (suffix.m2 + prefix.m2) + (d × d) × (a × b / n); the result is √(max(m2, 0) / n), without
  /// the merge when there is no suffix.
  case stdev
  /// The largest of the window; of equal values (+0 and −0) the latest.
  case highest
  case lowest
  /// How many bars ago the extreme was, 0 for now; the latest of equals.
  case highestBar
  case lowestBar
  /// How many of the last n truths are true; `na` unless full and without `na`.
  case count
  /// Kleene `or` over the last n; rows before the first count as `na`.
  case any
  /// Kleene `and` over the last n; rows before the first count as `na`.
  case all

  // Events
  /// Bars since the condition was last true, 0 when it is true now; `na` before the first time.
  /// An `na` condition is not true.
  case barsSince
  /// Operands condition, value: the value at the `parameter`-th last true (0 = latest); `na` before.
  /// What was `na` when the condition was true stays `na`.
  case valueWhen
}
