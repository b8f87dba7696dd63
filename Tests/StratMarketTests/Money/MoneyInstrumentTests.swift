import StratMarket
import Testing

struct MoneyInstrumentTests {
  @Test func `the tick is derived from the finest decimal seen`() throws {
    let pair = Instrument.derived(symbol: "EURUSD", prices: [[1.05, 1.05236, .nan, 1.1]])
    #expect(try pair.tickSize == Price(text: "0.00001"))
    #expect(pair.currency == "USD")
    #expect(pair.isFractional)
    #expect(pair.allowsShort)
    #expect(pair.minimumNotional == .zero)
    #expect(pair.problems.isEmpty)
  }

  @Test func `whole prices give a whole tick and none at all a cent`() throws {
    #expect(Instrument.derived(symbol: "N225", prices: [[39_000]]).tickSize == Price(1))
    #expect(
      try Instrument.derived(symbol: "X", prices: []).tickSize == Price(text: "0.01"))
  }

  @Test func `the derived tick is never finer than eight decimals`() throws {
    let coin = Instrument.derived(symbol: "SHIBBTC", prices: [[0.000000000123, 1e300]])
    #expect(try coin.tickSize == Price(text: "0.00000001"))
    #expect(coin.currency == "BTC")
  }

  @Test func `unusable steps are named`() {
    let broken = Instrument(
      symbol: "", tickSize: .zero, lotSize: Quantity(-1), minimumNotional: Money(-1),
      currency: "USD")
    #expect(broken.problems.count == 4)
    let whole = Instrument(
      symbol: "AAPL", tickSize: Price(1), lotSize: Quantity(1), currency: "USD")
    #expect(!whole.isFractional)
  }
}
