/// The deepest fall of an account from its highest equity, as `Drawdown.depth` has it, without
/// looking at every bar.
///
/// Between an entry and its exit the equity of a bar is `cash + quantity × mark`, rounded twice, and
/// rises and falls with the mark. So the highest and the lowest mark of a position say whether any
/// of its bars can matter: most do not, and of the others most only for their lowest. As long as
/// nothing is higher than before, the deepest fall is that to the lowest equity, so that no more
/// than the lowest has to be known.
struct DeepestFall {
  private var deepest = 0.0
  private var best: Double
  /// The lowest since the best that may be deeper than what was before it: as a number, and as an
  /// amount, of which the number is made only when it is needed.
  private var lowest = Double.infinity
  private var lowestAmount = Int128.max
  /// Equity strictly between these changes nothing.
  private var floor: Double
  private var ceiling: Double

  init(from initial: Double) {
    best = initial
    // Anything below the best is deeper than no fall at all.
    floor = initial - initial * 1e-12
    ceiling = floor
  }

  private static func fall(from best: Double, to value: Double) -> Double {
    (best - value) / best
  }

  /// The deepest of all that was observed.
  var depth: Double {
    var depth = deepest
    var value = lowest
    if lowestAmount < .max { value = min(value, LedgerArithmetic.double(lowestAmount)) }
    if value < best { depth = max(depth, Self.fall(from: best, to: value)) }
    return depth
  }

  /// Whether equity from `low` to `high`, both off by at most `slack`, changes nothing.
  @inline(__always)
  func isIndifferent(_ low: Double, _ high: Double, slack: Double) -> Bool {
    low - slack > floor && high + slack < ceiling
  }

  /// Whether equity of about `low` can be the lowest.
  @inline(__always)
  func mayBeLowest(_ low: Double, slack: Double) -> Bool { low - slack <= floor }

  /// Whether nothing up to about `high` is higher than what was.
  @inline(__always)
  func isBelowBest(_ high: Double, slack: Double) -> Bool { high + slack < ceiling }

  /// Takes in equity that is below the best for sure.
  @inline(__always)
  mutating func observe(belowBest value: Double) {
    guard value < lowest else { return }
    lowest = value
    lower(to: value)
  }

  /// The same for an amount, of which about `near` is the number.
  @inline(__always)
  mutating func observe(belowBest amount: Int128, near: Double) {
    guard amount < lowestAmount else { return }
    lowestAmount = amount
    lower(to: near)
  }

  @inline(__always)
  private mutating func lower(to near: Double) {
    let margin = best * 1e-12
    if near + margin < floor { floor = near + margin }
  }

  /// Takes in any equity.
  mutating func observe(_ value: Double) {
    guard value >= best else {
      observe(belowBest: value)
      return
    }
    if lowest < .infinity || lowestAmount < .max {
      deepest = depth
      lowest = .infinity
      lowestAmount = .max
    }
    best = value
    let margin = value * 1e-12
    floor = value * (1 - deepest) + margin
    ceiling = value - margin
    floor = min(floor, ceiling)
  }
}
