import StratBacktest
import StratMarket
import StratTrading
import Testing

struct ResamplingTests {
  private func result(_ text: String, rows: Int = 3_000) throws -> BacktestResult {
    let frame = HistoryFixtures.randomFrame(seed: 21, rows: rows)
    let program = try HistoryFixtures.program(text)
    return try Backtest(
      program, HistoryFixtures.configuration(program, [frame]), frames: [frame],
      rows: [0..<rows]
    ).run()
  }

  private let trading = """
    entry long when rsi(close, 3) < 20
    exit long when rsi(close, 3) > 60
    """

  @Test func `the same seed gives the same, and bands are in order`() throws {
    let result = try result(trading)
    let drawn = Resampling(result, draws: 200, seed: 9)
    let again = Resampling(result, draws: 200, seed: 9)
    #expect(drawn.trades == result.trades.count && drawn.trades > 30)
    #expect(drawn.totalReturn == again.totalReturn && drawn.sharpe == again.sharpe)
    #expect(Resampling(result, draws: 200, seed: 10).sharpe != drawn.sharpe)
    for band in [drawn.totalReturn, drawn.sharpe, drawn.shuffledDrawdown] {
      let band = try #require(band)
      #expect(band.low <= band.middle && band.middle <= band.high)
    }
    let share = try #require(drawn.deeperShare)
    #expect((0...1).contains(share))
  }

  @Test func `what was lies inside what could have been`() throws {
    let result = try result(trading)
    let drawn = Resampling(result, draws: 400, seed: 9)
    let metrics = Metrics(result)
    let band = try #require(drawn.totalReturn)
    // Nothing is open at the end for long, so the trades make up the return.
    #expect(band.low < metrics.totalReturn && metrics.totalReturn < band.high)
    let ratios = try #require(drawn.sharpe)
    let sharpe = try #require(metrics.sharpe)
    #expect(ratios.low < sharpe && sharpe < ratios.high)
  }

  @Test func `without trades there is nothing to draw`() throws {
    let drawn = Resampling(
      try result("entry long when close < 0\nexit long when close > 0"), draws: 50, seed: 1)
    #expect(drawn.trades == 0)
    #expect(drawn.totalReturn == nil && drawn.shuffledDrawdown == nil && drawn.sharpe == nil)
  }

  @Test func `equal trades fall equally deep in any order`() throws {
    // One trade only: no other order than its own.
    let drawn = Resampling(
      try result("entry long when close > 0\nexit long when close < 0", rows: 400), draws: 20,
      seed: 1)
    #expect(drawn.trades == 0, "a position that stays open is no trade")
  }
}
