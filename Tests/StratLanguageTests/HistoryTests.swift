import StratLanguage
import StratSyntax
import Testing

@Suite struct HistoryTests {
  @Test(
    arguments: [
      ("close", 0, 0), ("close[5]", 5, 5), ("sma(close, 20)", 19, 19), ("close > open", 0, 0),
      ("sma(close[2], 20)", 21, 21), ("highest(high, 10)[1]", 10, 10),
      ("close crosses above sma(close, 10)", 10, 10), ("tr", 1, 1), ("5", 0, 0),
      ("count(close > open, 5)", 4, 4), ("all(close > sma(close, 3), 5)", 6, 6),
      ("sma(close, 50) > sma(close, 200)", 199, 199), ("wma(close, 7)", 6, 6),
      ("sma(close, 5) ?? close", 0, 4), ("if close > open then sma(close, 5) else close", 0, 4),
      ("ema(close, 1)", 0, 0),
      // (13/15)^k < 1/1000 first at k = 49.
      ("ema(close, 14)", 13, 62),
      // (13/14)^k < 1/1000 first at k = 94.
      ("rma(close, 14)", 13, 107), ("atr(14)", 14, 108), ("rsi(close, 14)", 14, 108),
    ] as [(String, Int, Int?)])
  func `is known before running`(_ text: String, _ warmUp: Int, _ settled: Int?) throws {
    #expect(try formula(text).history == History(warmUp: warmUp, settled: settled))
  }

  @Test(arguments: [
    "bars_since(close > open)", "value_when(close > open, close)", "obv", "streak(close > open)",
  ])
  func `what never fades never settles`(_ text: String) throws {
    #expect(try formula(text).history.settled == nil)
  }

  @Test(arguments: [
    ("let k = (k[1] ?? close) + 0.1 * (close - (k[1] ?? close))", "k > open", 0),
    ("let k = (k[1] ?? sma(close, 10)) * 0.9 + 0.1 * close", "k > open", 9),
    ("let k = if close > sma(close, 5) then close else k[1]", "k > open", 4),
    ("let k = close > sma(close, 5) or (k[1] and close > open)", "k", 4),
    ("let k = k[1] + 1", "k > 0", 1),
    ("let k = (k[1] ?? sma(close, 10)) * 0.9 + 0.1 * close", "k[3] > open", 12),
  ])
  func `a self-referring series waits for what starts it`(
    _ series: String, _ condition: String, _ warmUp: Int
  ) throws {
    let checked = try strategy("\(series)\nentry long when \(condition)\nstop close")
    #expect(checked.history == History(warmUp: warmUp, settled: nil))
  }

  @Test func `the past of a series waits one bar longer than the series`() throws {
    let checked = try strategy(
      "let k = (k[2] ?? sma(close, 10)) * 0.9\nentry long when k > open\nstop close")
    let histories = HistoryAnalysis.histories(of: checked.graph)
    let past = try #require(checked.graph.nodes.firstIndex { $0.operation == .pastNumber })
    #expect(histories[past].warmUp == 11)
  }

  @Test func `a strategy needs what its longest output needs`() throws {
    let checked = try strategy(
      "entry long when close > sma(close, 50)\nexit long when close < ema(close, 9)\nstop close")
    #expect(checked.history.warmUp == 49)
    #expect(checked.history.settled == 49)
  }

  @Test func `settling ends where the influence is below a thousandth`() throws {
    for n in [2, 3, 5, 14, 50, 200, 1000] {
      let settled = try #require(try formula("rma(close, \(n))").history.settled)
      let bars = settled - (n - 1)
      var influence = 1.0
      for _ in 0..<bars { influence *= 1 - 1 / Double(n) }
      #expect(influence < 1e-3 * (1 + 1e-9))
      #expect(influence / (1 - 1 / Double(n)) >= 1e-3 * (1 - 1e-9))
    }
  }
}
