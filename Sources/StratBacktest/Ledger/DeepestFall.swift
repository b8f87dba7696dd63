/// The deepest fall of an account from its highest equity, as `Drawdown.depth` has it, without
/// looking at every bar.
///
/// Between an entry and its exit the equity of a bar is `cash + quantity × mark`, rounded twice, and
/// rises and falls with the mark. So the highest and the lowest mark of a position say whether any
/// of its bars can matter: most do not, and of the others most only for their lowest.
struct DeepestFall {
  private(set) var depth = 0.0
  private var best: Double
  /// Equity strictly between these changes nothing.
  private var floor: Double
  private var ceiling: Double

  init(from initial: Double) {
    best = initial
    floor = initial
    ceiling = initial
    setBounds()
  }

  private mutating func setBounds() {
    let margin = best * 1e-12
    floor = best * (1 - depth) + margin
    ceiling = best - margin
  }

  /// Whether equity from `low` to `high`, both off by at most `slack`, changes nothing.
  @inline(__always)
  func isIndifferent(_ low: Double, _ high: Double, slack: Double) -> Bool {
    low - slack > floor && high + slack < ceiling
  }

  /// Whether nothing up to `high` is higher than what was.
  func isBelowBest(_ high: Double, slack: Double) -> Bool { high + slack < ceiling }

  mutating func observe(_ value: Double) {
    if value >= best {
      best = value
    } else {
      let fall = (best - value) / best
      guard fall > depth else { return }
      depth = fall
    }
    setBounds()
  }
}
