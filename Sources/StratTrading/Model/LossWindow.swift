package import StratMarket

/// The highest equity of the last 24 hours, to the minute.
///
/// Kept are only stretches of equity that nothing after them has exceeded: the first is the
/// highest, and there are never more than minutes in the window.
package struct LossWindow: Codable, Hashable, Sendable {
  private struct Stretch: Codable, Hashable, Sendable {
    var equity: Money
    var from: Timestamp
    /// When the equity was found to be another.
    var until: Timestamp
  }

  private var stretches: [Stretch] = []

  package static let length: Int64 = 24 * 3_600_000
  private static let grain: Int64 = 60_000

  package init() {}

  package var highest: Money? { stretches.first?.equity }

  /// Takes in the equity at a moment that is not before the last one.
  mutating func add(_ equity: Money, at time: Timestamp) {
    let start = time.milliseconds.addingSaturating(-Self.length)
    if let last = stretches.indices.last {
      // What was seen last was so until now.
      stretches[last].until = max(stretches[last].until, time)
    }
    let gone = stretches.prefix { $0.until.milliseconds <= start }.count
    if gone > 0 { stretches.removeFirst(gone) }
    while let last = stretches.last, last.equity <= equity { stretches.removeLast() }
    // A lower one of the same minute is covered by the higher one.
    if let last = stretches.last,
      last.from.milliseconds.addingSaturating(Self.grain) > time.milliseconds
    {
      return
    }
    stretches.append(Stretch(equity: equity, from: time, until: time))
  }

  /// Forgets what was: the measure begins again, with this equity.
  mutating func restart(at equity: Money) {
    guard let last = stretches.last else { return }
    stretches = [Stretch(equity: equity, from: last.until, until: last.until)]
  }

  /// Whether equity has fallen from the highest of the window by a fraction of it or more.
  func lossReached(_ limit: FixedDecimal, equity: Money) throws(DecimalError) -> Bool {
    guard let highest else { return false }
    let loss = try highest - equity
    let allowed = try highest * limit
    return loss.isPositive && loss >= allowed
  }
}
