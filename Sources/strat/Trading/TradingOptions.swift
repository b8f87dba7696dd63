import ArgumentParser
import StratLanguage
import StratMarket
import StratTrading

/// The account, the costs and the steps of prices and quantities, alike wherever orders are filled
/// by a simulated venue.
struct TradingOptions: ParsableArguments {
  @Option(help: "What the account begins with.")
  var cash: ExactAmount = ExactAmount.hundredThousand

  @Option(help: "Fee of every fill, of its notional, such as 0.1% or 1bp.")
  var fee: ExactAmount = ExactAmount.zero

  @Option(help: "What a market order loses on the price, such as 1bp.")
  var slippage: ExactAmount = ExactAmount.zero

  @Option(help: "Step of prices; else the finest decimal in the candles.")
  var tick: ExactAmount?

  @Option(help: "Step of quantities; else 0.000001.")
  var lot: ExactAmount?

  @Option(help: "Least value of an order that opens.")
  var minNotional: ExactAmount?

  @Flag(help: "Refuse short entries.")
  var noShorts = false

  func terms(_ frames: [Frame]) -> TradingTerms {
    TradingTerms(
      cash: Money(cash.value), fee: fee.value, slippage: slippage.value,
      instruments: frames.map(instrument))
  }

  private func instrument(_ frame: Frame) -> Instrument {
    var instrument = Instrument.derived(
      symbol: frame.symbol,
      prices: ["open", "high", "low", "close"].lazy.compactMap { frame.column($0) }.joined())
    if let tick { instrument.tickSize = Price(tick.value) }
    if let lot { instrument.lotSize = Quantity(lot.value) }
    if let minNotional { instrument.minimumNotional = Money(minNotional.value) }
    if noShorts { instrument.allowsShort = false }
    return instrument
  }
}

/// The account and the costs of a simulated session.
struct TradingTerms {
  var cash: Money
  var fee: FixedDecimal
  var slippage: FixedDecimal
  var instruments: [Instrument]

  /// How a strategy is backtested on these terms.
  func configuration(of strategy: CheckedStrategy) throws -> SessionConfiguration {
    var configuration = try SessionConfiguration(
      id: SessionID("backtest-\(strategy.semanticHash.prefix(8))"), strategy: strategy,
      instruments: instruments, initialCash: cash)
    configuration.feeRate = fee
    configuration.slippage = slippage
    let problems = configuration.problems
    guard problems.isEmpty else {
      throw SessionError(.badConfiguration, problems.joined(separator: "; "))
    }
    return configuration
  }
}

extension ExactAmount {
  static var zero: ExactAmount { ExactAmount(value: .zero) }
  static var hundredThousand: ExactAmount { ExactAmount(value: FixedDecimal(100_000)) }

  init(value: FixedDecimal) { self.value = value }
}

extension ExactAmount: CustomStringConvertible {
  var description: String { value.description }
}
