import StratMarket
import StratRandom
import StratTrading

/// What else could have come of the same trades and days: their order shuffled, or drawn again.
package struct Resampling: Sendable {
  /// The middle and both ends of what came out, of so many draws.
  package struct Band: Hashable, Sendable {
    package let low: Double
    package let middle: Double
    package let high: Double

    /// - Parameter share: of the draws that lie inside, such as 0.95.
    init?(_ values: [Double], share: Double) {
      let sorted = values.filter(\.isFinite).sorted()
      guard !sorted.isEmpty else { return nil }
      func quantile(_ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
      }
      low = quantile((1 - share) / 2)
      middle = quantile(0.5)
      high = quantile((1 + share) / 2)
    }
  }

  package static let share = 0.95

  package let draws: Int
  package let seed: UInt64
  package let trades: Int
  package let days: Int
  /// Deepest fall, trade by trade, when the same trades come in another order.
  package let shuffledDrawdown: Band?
  /// Share of orders whose deepest fall is deeper than the one that was.
  package let deeperShare: Double?
  /// Total return when as many trades are drawn from those there were, with replacement.
  package let totalReturn: Band?
  /// Annual Sharpe ratio of days drawn in blocks (Politis and Romano, the stationary bootstrap).
  package let sharpe: Band?
  /// Share of those that are not above zero.
  package let sharpeBelowZero: Double?

  package init(_ result: BacktestResult, draws: Int, seed: UInt64) {
    self.draws = draws
    self.seed = seed
    var random = SplitMix64(seed: seed)
    var equity = result.configuration.initialCash.double
    var growth: [Double] = []
    for record in result.trades {
      let profit = record.trade.profit.double
      if equity > 0 { growth.append(1 + profit / equity) }
      equity += profit
    }
    trades = growth.count
    let was = Self.fall(growth)
    var falls: [Double] = []
    var returns: [Double] = []
    if !growth.isEmpty {
      var shuffled = growth
      for _ in 0..<draws {
        for index in shuffled.indices.reversed() {
          shuffled.swapAt(index, random.index(below: index + 1))
        }
        falls.append(Self.fall(shuffled))
        var total = 1.0
        for _ in growth.indices { total *= growth[random.index(below: growth.count)] }
        returns.append(total - 1)
      }
    }
    shuffledDrawdown = Band(falls, share: Self.share)
    deeperShare =
      falls.isEmpty ? nil : Double(falls.count { $0 > was }) / Double(falls.count)
    totalReturn = Band(returns, share: Self.share)

    let daily = DailyEquity(result.curve.times, result.curve.equity)
    let changes = daily.returns(from: result.configuration.initialCash.double)
    days = changes.count
    var ratios: [Double] = []
    if changes.count > 2 {
      let scale = daily.daysPerYear.squareRoot()
      // Blocks as long as is usual for the mean of weakly dependent numbers.
      let goOn = 1 - 1 / max(1, Double(changes.count).cubeRoot)
      for _ in 0..<draws {
        var place = random.index(below: changes.count)
        var drawn: [Double] = []
        drawn.reserveCapacity(changes.count)
        for _ in changes.indices {
          drawn.append(changes[place])
          place =
            random.unit() < goOn
            ? (place + 1) % changes.count : random.index(below: changes.count)
        }
        let sample = Sample(drawn)
        ratios.append(sample.mean / sample.deviation * scale)
      }
    }
    sharpe = Band(ratios, share: Self.share)
    let said = ratios.filter(\.isFinite)
    sharpeBelowZero = said.isEmpty ? nil : Double(said.count { $0 <= 0 }) / Double(said.count)
  }

  /// The deepest fall of an account that grows by these factors.
  private static func fall(_ growth: [Double]) -> Double {
    var equity = 1.0
    var highest = 1.0
    var deepest = 0.0
    for factor in growth {
      equity *= factor
      highest = max(highest, equity)
      deepest = max(deepest, 1 - equity / highest)
    }
    return deepest
  }
}

extension Double {
  /// For lengths of blocks: Newton's steps from above, until they no longer fall.
  fileprivate var cubeRoot: Double {
    guard self > 0 else { return 0 }
    var root = max(self, 1)
    while true {
      let next = (2 * root + self / (root * root)) / 3
      guard next < root else { return root }
      root = next
    }
  }
}
