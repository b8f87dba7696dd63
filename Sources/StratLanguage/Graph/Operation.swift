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
  /// Of radians, as of the C library.
  case sine
  case cosine
  /// In radians.
  case arcTangent

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
  /// The same weights, seeded by the first input that is not `na` alone.
  case emaFromFirst
  case rmaFromFirst

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
  /// Population standard deviation. A segment carries (base, m, mean, m2), where base is the first
  /// value it was given (row c for the prefix, row c − 1 for the suffix); appending or prepending x:
  /// m += 1, u = x − base, d = u − mean, mean += d × (1/m), m2 += d × (u − mean). Suffix (length a)
  /// and prefix (length b) merge as
  /// d = (prefix.mean − suffix.mean) + (prefix.base − suffix.base),
  /// m2 = (suffix.m2 + prefix.m2) + (d × d) × (a × b / n); the result is √(max(m2, 0) / n), without
  /// the merge when there is no suffix.
  case stdev
  /// Population covariance of two numbers. A segment carries base and mean of each (as `stdev`) and
  /// their co-moment; taking (x, y): u = x − xBase, v = y − yBase, d = u − xMean,
  /// xMean += d × (1/m), yMean += (v − yMean) × (1/m), c += d × (v − yMean). Merged as `stdev`, with
  /// c = (suffix.c + prefix.c) + (xd × yd) × (a × b / n); the result is c / n.
  case covariance
  /// Slope a bar of the line of least squares, n ≥ 2. A segment carries (base, mean, c); taking x as
  /// its m-th: u = x − base, d = u − mean, mean += d × (1/m), and c += d × ((m − 1)/2) when appended,
  /// c −= d × ((m − 1)/2) when prepended. Merged with d as in `stdev`:
  /// c = (suffix.c + prefix.c) + d × (a × b / 2); the result is c / (n(n² − 1)/12).
  case slope
  /// Of the window's values, oldest first, each less the newest: mean = their sum / n; the result is
  /// the sum of |u − mean| in that order, / n.
  case meanDeviation
  /// With u and mean as in `meanDeviation` and d = u − mean: m2 = Σ d × d, m3 = Σ (d × d) × d; the
  /// result is (m3 / n) / ((m2 / n) × √(m2 / n)).
  case skew
  /// With m2 as in `skew` and m4 = Σ (d × d) × (d × d): (m4 / n) / ((m2 / n) × (m2 / n)) − 3.
  case kurtosis
  /// How many of the window's other values are ≤ the newest.
  case rank
  /// Operands x and p: the window sorted ascending (−0 as +0), h = (p / 100) × (n − 1), l = ⌊h⌋; the
  /// result is v[l] + (h − l) × (v[min(l + 1, n − 1)] − v[l]), `na` unless 0 ≤ p ≤ 100.
  case percentile
  /// Operands x, offset, sigma: m = offset × (n − 1), s = n / sigma, d = i − m,
  /// wᵢ = exp(−(d × d) / (2 × (s × s))) for i = 0 (oldest) … n − 1; the result is Σ wᵢ × xᵢ / Σ wᵢ, both
  /// summed oldest first.
  case alma
  /// Operands x and m, k = ⌊m⌋: (x₀ + x₁ + … + xₖ₋₁) / k over the k newest values of the window, x₀ the
  /// newest, added up in that order from 0; `na` unless 1 ≤ k ≤ n.
  case recentMean
  /// With k as in `recentMean`: Σ sin(i × 6.283185307179586 / k) × xᵢ for i = 0 (newest) … k − 1, in
  /// that order from 0, where the product is divided.
  case recentSine
  /// The same with the cosine.
  case recentCosine
  /// The largest of the window; of equal values (+0 and −0) the latest.
  case highest
  case lowest
  /// How many bars ago the extreme was, 0 for now; the latest of equals.
  case highestBar
  case lowestBar
  /// The same, but the earliest of equals.
  case highestBarEarliest
  case lowestBarEarliest
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
  /// Wilder's parabolic stop; operands high, low, step, maximum. A row with an `na` operand is `na`
  /// and leaves the state alone. The first row only remembers high and low. On the second the series
  /// is short if low[1] − low > 0 and high − high[1] < low[1] − low, else long; a long one starts with
  /// sar = low[1], ep = high, a short one with sar = high[1], ep = low; af = min(step, maximum), and
  /// the bar before counts as equal to this one. Then on each row, for a long series (short is its
  /// mirror image): if low ≤ sar, it turns short: sar = max(ep, high[1], high) is the result, af = start,
  /// ep = low, next sar = max(sar + af × (ep − sar), high[1], high). Else sar is the result; if
  /// high > ep then ep = high and af = min(af + step, maximum); next sar =
  /// min(sar + af × (ep − sar), low[1], low). Of equals the first counts. If the next sar is not finite,
  /// all starts anew.
  case parabolic
}
