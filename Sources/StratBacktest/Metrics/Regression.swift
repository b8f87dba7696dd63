/// A straight line of least squares through the daily returns of an account over a market's.
struct Regression {
  let slope: Double
  let intercept: Double

  /// `nil` with fewer than three common days or a market that does not move.
  init?(of account: DailyEquity, from initial: Double, on market: DailyEquity) {
    let own = Dictionary(
      zip(account.days, account.returns(from: initial)), uniquingKeysWith: { $1 })
    var (x, y): ([Double], [Double]) = ([], [])
    // The first day of the market has no day before it.
    let moves = market.returns(from: market.equity.first ?? 0)
    for (day, move) in zip(market.days, moves).dropFirst() {
      guard let value = own[day] else { continue }
      x.append(move)
      y.append(value)
    }
    guard x.count >= 3 else { return nil }
    let n = Double(x.count)
    let meanX = x.reduce(0, +) / n
    let meanY = y.reduce(0, +) / n
    var (xx, xy) = (0.0, 0.0)
    for (x, y) in zip(x, y) {
      xx += (x - meanX) * (x - meanX)
      xy += (x - meanX) * (y - meanY)
    }
    guard xx > 0 else { return nil }
    slope = xy / xx
    intercept = meanY - slope * meanX
  }
}
