/// The deepest and the longest fall from a highest equity.
package struct Drawdown: Hashable, Sendable {
  /// The deepest fall, as a fraction of the equity it began from.
  package private(set) var depth = 0.0
  /// Where the deepest began, where it was deepest and where it was made up for, if it was.
  package private(set) var peak = 0
  package private(set) var trough = 0
  package private(set) var recovery: Int?
  /// The most bars from one highest equity to the next, or to the end.
  package private(set) var longest = 0

  /// - Parameter initial: what the account began with, before the first value.
  package init(_ equity: [Double], from initial: Double) {
    var best = initial
    var bestIndex = 0
    var deepestFrom = Double.infinity
    for (index, value) in equity.enumerated() {
      if recovery == nil, depth > 0, value >= deepestFrom { recovery = index }
      if value >= best {
        // Highest on the bar before as well: no fall in between.
        if index > bestIndex + 1 { longest = max(longest, index - bestIndex) }
        best = value
        bestIndex = index
        continue
      }
      longest = max(longest, index - bestIndex)
      let fall = (best - value) / best
      if fall > depth {
        depth = fall
        deepestFrom = best
        peak = bestIndex
        trough = index
        recovery = nil
      }
    }
  }
}
