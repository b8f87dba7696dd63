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

  private var best: Double
  private var bestIndex = 0
  /// The lowest since the best, whose fall is no longer the news.
  private var lowest = Double.infinity
  private var deepestFrom = Double.infinity

  /// - Parameter initial: what the account began with, before the first value.
  init(from initial: Double) { best = initial }

  /// - Parameter initial: what the account began with, before the first value.
  package init(_ equity: [Double], from initial: Double) {
    self.init(from: initial)
    for (index, value) in equity.enumerated() { add(index, value) }
  }

  /// Takes in the next value.
  @inline(__always)
  mutating func add(_ index: Int, _ value: Double) {
    if value >= best {
      rise(index, value)
      return
    }
    if index - bestIndex > longest { longest = index - bestIndex }
    // From one height the lower is the deeper: only a new low can be the deepest.
    if value < lowest { fall(index, value) }
  }

  private mutating func rise(_ index: Int, _ value: Double) {
    if recovery == nil, depth > 0, value >= deepestFrom { recovery = index }
    // Highest on the bar before as well: no fall in between.
    if index > bestIndex + 1 { longest = max(longest, index - bestIndex) }
    best = value
    bestIndex = index
    lowest = .infinity
  }

  private mutating func fall(_ index: Int, _ value: Double) {
    lowest = value
    let fall = (best - value) / best
    guard fall > depth else { return }
    depth = fall
    deepestFrom = best
    peak = bestIndex
    trough = index
    recovery = nil
  }
}
