import StratBacktest
import StratTrading

/// What became of one strategy over one file of candles; also a line of the results' file.
struct BatchRow: Codable, Sendable {
  enum Status: String, Codable, Sendable {
    case done
    /// The strategy is not meant for these candles.
    case skipped
    case failed
  }

  /// Everything that decides the result; the same is not computed twice.
  var identity: String
  var strategy: String
  var file: String
  var symbol: String?
  var interval: String?
  var status: Status
  /// Why there is no result.
  var reason: String?
  var bars: Int?
  var trades: Int?
  var totalReturn: Double?
  var annualReturn: Double?
  var sharpe: Double?
  var sortino: Double?
  var maxDrawdown: Double?
  var exposure: Double?
  var winRate: Double?
  var profitFactor: Double?
  var final: Double?
  var blocked: Int?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case identity
    case strategy
    case file
    case symbol
    case interval
    case status
    case reason
    case bars
    case trades
    case totalReturn = "total_return"
    case annualReturn = "annual_return"
    case sharpe
    case sortino
    case maxDrawdown = "max_drawdown"
    case exposure
    case winRate = "win_rate"
    case profitFactor = "profit_factor"
    case final
    case blocked
  }

  init(
    identity: String, strategy: String, file: String, status: Status, reason: String? = nil
  ) {
    self.identity = identity
    self.strategy = strategy
    self.file = file
    self.status = status
    self.reason = reason
  }

  mutating func take(_ result: BacktestResult) {
    let metrics = Metrics(result)
    status = .done
    bars = result.summary.bars
    blocked = result.blocked.count
    trades = metrics.trades
    totalReturn = metrics.totalReturn
    annualReturn = metrics.annualReturn
    sharpe = metrics.sharpe
    sortino = metrics.sortino
    maxDrawdown = metrics.drawdown.depth
    exposure = metrics.exposure
    winRate = metrics.winRate
    profitFactor = metrics.profitFactor
    final = metrics.final
  }
}
