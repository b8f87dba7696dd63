import StratExchange
import StratMarket
import StratRandom
import StratSimulation
import StratSyntax
import StratTrading
import TestSupport

/// Worlds for the tests: two symbols, a minute a candle.
enum World {
  static let interval: Int64 = 60_000

  static func candles(_ random: inout SplitMix64, count: Int) -> [Candle] {
    var price = 100.0
    return (0..<count).map { row in
      func step(_ scale: Double) -> Double { (random.unit() - 0.5) * scale }
      let open = (price * (1 + step(0.004)) * 100).rounded() / 100
      let close = (open * (1 + step(0.03)) * 100).rounded() / 100
      let high = (max(open, close) * (1 + random.unit() * 0.01) * 100).rounded() / 100
      let low = (min(open, close) * (1 - random.unit() * 0.01) * 100).rounded() / 100
      price = close
      return Candle(
        time: Timestamp(milliseconds: 1_700_000_040_000 + Int64(row) * interval), open: open,
        high: high, low: low, close: close, volume: 1000)
    }
  }

  static func instrument(_ symbol: String) -> Instrument {
    Instrument(
      symbol: symbol, tickSize: Price(FixedDecimal(1, decimals: 2)),
      lotSize: Quantity(FixedDecimal(1, decimals: 3)), minimumNotional: Money(1),
      currency: "USD")
  }

  static func configuration(_ change: (inout SessionConfiguration) -> Void = { _ in })
    -> SessionConfiguration
  {
    var configuration = SessionConfiguration(
      id: SessionID("simulated"), strategyTitle: "waves", strategyHash: "0",
      instruments: ["AAA", "BBB"].map(instrument), initialCash: Money(100_000))
    configuration.sizing = .equity
    configuration.hasStop = true
    configuration.hasTarget = true
    configuration.warmUpBars = 3
    configuration.intervals = ["AAA": interval, "BBB": interval]
    configuration.fills.commission = Commission(rate: FixedDecimal(1, decimals: 3))
    change(&configuration)
    return configuration
  }

  static func exchange(_ configuration: SessionConfiguration) throws -> Exchange {
    var exchange = try Exchange(
      ExchangeSettings(instruments: configuration.instruments, fills: configuration.fills))
    try exchange.openAccount("main", deposit: Money(1_000_000))
    return exchange
  }

  static func make(
    seed: UInt64, rates: FaultRates, bars: Int = 24, settings: LiveSettings = LiveSettings(),
    _ change: (inout SessionConfiguration) -> Void = { _ in },
    venue wrap: (Exchange) -> any SimulatedVenue = { HonestVenue($0) }
  ) throws -> SimulatedWorld {
    var random = SplitMix64(seed: seed ^ 0xC0FF_EE00)
    let configuration = configuration(change)
    let markets = configuration.instruments.map { instrument in
      SimulatedWorld.Market(
        symbol: instrument.symbol, candles: candles(&random, count: bars + 6), history: 6)
    }
    let symbols = configuration.instruments.map(\.symbol)
    return SimulatedWorld(
      seed: seed, configuration, settings: settings, venue: wrap(try exchange(configuration)),
      markets: markets, intervalMilliseconds: interval, rates: rates
    ) {
      Dictionary(uniqueKeysWithValues: symbols.map { ($0, WaveSource() as any VerdictSource) })
    }
  }

  /// A different mixture of faults for every seed: a few kinds that happen often, or many that
  /// happen now and then.
  static func rates(_ seed: UInt64) -> FaultRates {
    var random = SplitMix64(seed: seed)
    var rates = FaultRates()
    func rate(_ most: Double) -> Double {
      random.chance(0.4) ? random.unit() * most : 0
    }
    rates.requestLost = rate(0.3)
    rates.answerLost = rate(0.3)
    rates.requestLate = rate(0.3)
    rates.busy = rate(0.3)
    rates.refused = rate(0.1)
    rates.messageLost = rate(0.3)
    rates.messageTwice = rate(0.3)
    rates.messageLate = rate(0.3)
    rates.mute = rate(0.02)
    rates.disconnect = rate(0.05)
    rates.stale = rate(0.3)
    rates.crash = rate(0.03)
    rates.diskFull = rate(0.01)
    rates.clockJump = rate(0.01)
    rates.partialFill = rate(0.5)
    return rates
  }
}
