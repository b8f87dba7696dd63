import Foundation
import StratBacktest
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// TradingView's own trade lists, trade by trade.
///
/// Its strategies decide on closed candles, fill at the next open and reverse on the opposite
/// entry, with one unit and no costs, as the ones below do.
struct TradingViewTests {
  static let folder = "../shared/golden/tv_strategies"
  static var isHere: Bool { HistoryFixtures.has(folder) }

  @Test(.enabled(if: isHere, "../shared/golden is not here"))
  func `the MACD strategy`() throws {
    try expectTrades(
      """
      let m = macd(close, fast: 12, slow: 26, signal: 9)
      entry long when m.histogram crosses above 0
      entry short when m.histogram crosses below 0
      size 1 units
      """, as: "macd_trades.csv")
  }

  @Test(.enabled(if: isHere, "../shared/golden is not here"))
  func `the RSI strategy`() throws {
    try expectTrades(
      """
      entry long when rsi(close, 14) crosses above 30
      entry short when rsi(close, 14) crosses below 70
      size 1 units
      """, as: "rsi_trades.csv")
  }

  /// An order rests for one bar, and a filled one turns the position around at its own price.
  @Test(.enabled(if: isHere, "../shared/golden is not here"))
  func `the Bollinger bands strategy, with stop entries`() throws {
    try expectTrades(
      """
      let bands = bbands(close, 20, 2)
      entry long when close crosses above bands.lower at stop bands.lower
      entry short when close crosses below bands.upper at stop bands.upper
      size 1 units
      """, as: "bollinger_trades.csv")
  }

  private func expectTrades(_ text: String, as file: String) throws {
    let program = try HistoryFixtures.program(text)
    let frame = try HistoryFixtures.frame("\(Self.folder)/EURUSD_1h_ohlcv.csv")
    var configuration = try HistoryFixtures.configuration(program, [frame])
    configuration.warmUpBars = 0
    let backtest = try Backtest(
      program, configuration, frames: [frame], rows: [0..<frame.rowCount])
    let result = backtest.run()
    let expected = try Self.lines(file)
    // The last trade of a list may still be open.
    let closed = expected.filter { !$0[4].isEmpty }
    let skipped = closed.prefix { line in
      guard let first = result.trades.first?.trade.openedAt, let opened = Timestamp(line[2]) else {
        return false
      }
      return opened < first
    }
    // TradingView's averages begin with the first value, ours with the mean of the first n.
    #expect(skipped.count <= 2, "the lists meet after \(skipped.count) trades")
    #expect(closed.count > 100)
    for (line, record) in zip(closed.dropFirst(skipped.count), result.trades) {
      let trade = record.trade
      let row = [
        trade.side.rawValue, "\(trade.openedAt)", "\(trade.entryPrice)", "\(trade.closedAt)",
        "\(trade.exitPrice)",
      ]
      #expect(row == Self.canonical(line), "trade \(line[0])")
      if row != Self.canonical(line) { return }
    }
    #expect(abs(result.trades.count + skipped.count - closed.count) <= 1)
  }

  private static func canonical(_ line: [String]) -> [String] {
    [
      line[1], Timestamp(line[2]).map { "\($0)" } ?? line[2],
      (try? Price(FixedDecimal(Double(line[3]) ?? .nan))).map { "\($0)" } ?? line[3],
      Timestamp(line[4]).map { "\($0)" } ?? line[4],
      (try? Price(FixedDecimal(Double(line[5]) ?? .nan))).map { "\($0)" } ?? line[5],
    ]
  }

  private static func lines(_ file: String) throws -> [[String]] {
    let url = HistoryFixtures.root.appending(path: "\(folder)/\(file)")
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
