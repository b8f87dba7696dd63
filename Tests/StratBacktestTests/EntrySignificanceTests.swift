import StratBacktest
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

struct EntrySignificanceTests {
  private func significance(_ text: String, draws: Int = 99, jobs: Int = 2) throws
    -> EntrySignificance
  {
    let frame = HistoryFixtures.randomFrame(seed: 33, rows: 2_000)
    let runner = VariantRunner(
      parseStrategy(SourceText(name: "test", text)).tree, names: [], frames: [frame]
    ) { strategy throws(VariantFailure) in
      do {
        return try SessionConfiguration(
          id: SessionID("test"), strategy: strategy,
          instruments: [
            Instrument(
              symbol: "TEST", tickSize: Price(text: "0.01"), lotSize: Quantity(text: "0.001"),
              currency: "USD")
          ], initialCash: Money(FixedDecimal(10_000)))
      } catch {
        throw .cannotRun("\(error)")
      }
    }
    let found = runner.map([[]], jobs: 1) { $0 }
    let variant = try #require(found.first ?? nil).get()
    return EntrySignificance(
      of: variant, by: runner, rows: [0..<2_000], draws: draws, seed: 4, jobs: jobs)
  }

  /// Knows tomorrow's direction by looking at today's, which this walk does not have; an entry at
  /// lows that were followed by a rise is built from the past only.
  private let plain = """
    entry long when rsi(close, 2) < 10
    exit long when rsi(close, 2) > 50
    """

  @Test func `as many entries are drawn, and the same for any number of threads`() throws {
    let one = try significance(plain, jobs: 1)
    let two = try significance(plain, jobs: 2)
    #expect(one.entries > 50)
    #expect(one.randomReturns == two.randomReturns)
    #expect(one.randomReturns.count == 99)
    #expect(one.randomReturns == one.randomReturns.sorted())
    let asGood = one.randomReturns.count { $0 >= one.totalReturn }
    #expect(one.probability == Double(asGood + 1) / 100)
  }

  @Test func `entries on every bar are no better than chance`() throws {
    // With as many entries as bars there is only one way to draw them.
    let all = try significance("entry long when close > 0\nexit long when rsi(close, 2) > 50")
    #expect(all.probability > 0.05)
  }
}
