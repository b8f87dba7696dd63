import ArgumentParser
import StratLanguage
import StratMarket
import StratTrading

/// The account, the costs and the steps of prices and quantities, alike wherever orders are filled
/// by a simulated venue.
struct TradingOptions: ParsableArguments {
  @Option(help: "What the account begins with.")
  var cash: ExactAmount = ExactAmount.hundredThousand

  @Option(
    help: ArgumentHelp(
      "Fee of fills: 0.1%, 0.005/unit,min=1 or maker=0.02%,taker=0.05%.", valueName: "fee"))
  var fee: String = "0"

  @Option(
    help: ArgumentHelp(
      "What market orders and stops lose on the price: 1bp, 2ticks, 10%range or 5%volume.",
      valueName: "loss"))
  var slippage: String = "0"

  @Option(
    help: ArgumentHelp(
      "What is taken first when a candle touches both: stop or target.", valueName: "which"))
  var bothHit: String = "stop"

  @Option(
    help: ArgumentHelp(
      "Largest share of a candle's volume that orders take, such as 10%; else any size fills.",
      valueName: "share"))
  var maxVolumeShare: String?

  @Option(
    help: ArgumentHelp("What shorts pay for borrowing, such as 3%/year.", valueName: "rate"))
  var borrow: String?

  @Option(
    help: ArgumentHelp(
      "Column with the rates of funding payments, of the candles or of a joined file.",
      valueName: "column"))
  var funding: String?

  @Option(
    help: ArgumentHelp(
      "Column with the yearly rate that idle cash earns, of the candles or of a joined file.",
      valueName: "column"))
  var interest: String?

  @Flag(help: "Adjust prices and volume for splits and dividends by the column adj_close.")
  var adjust = false

  @Option(help: "Step of prices; else the finest decimal in the candles.")
  var tick: ExactAmount?

  @Option(help: "Step of quantities; else 0.000001.")
  var lot: ExactAmount?

  @Option(help: "Least value of an order that opens.")
  var minNotional: ExactAmount?

  @Flag(help: "Refuse short entries.")
  var noShorts = false

  func terms(_ frames: [Frame]) throws -> TradingTerms {
    TradingTerms(
      cash: Money(cash.value), fills: try fills(), instruments: frames.map(instrument),
      frames: frames)
  }

  /// What is taken for granted about fills and costs.
  func fills() throws(CommandError) -> FillAssumptions {
    var fills = FillAssumptions()
    fills.commission = try CostSpelling.commission(fee)
    fills.slippage = try CostSpelling.slippage(slippage)
    fills.bothHit = try FillAssumptions.BothHit(spelling: bothHit)
    fills.maxVolumeShare = try maxVolumeShare.map { text throws(CommandError) in
      try CostSpelling.share(text, option: "--max-volume-share")
    }
    fills.borrowRate = try borrow.map { text throws(CommandError) in
      try CostSpelling.yearly(text, option: "--borrow")
    }
    fills.funding = funding
    fills.interest = interest
    fills.isAdjusted = adjust
    return fills
  }

  private func instrument(_ frame: Frame) -> Instrument {
    var instrument = Instrument.derived(
      symbol: frame.symbol,
      prices: ["open", "high", "low", "close"].compactMap { frame.column($0) })
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
  var fills: FillAssumptions
  var instruments: [Instrument]
  var frames: [Frame]

  /// How a strategy is backtested on these terms.
  func configuration(of strategy: CheckedStrategy) throws -> SessionConfiguration {
    var configuration = try SessionConfiguration(
      id: SessionID("backtest-\(strategy.semanticHash.prefix(8))"), strategy: strategy,
      instruments: instruments, initialCash: cash)
    configuration.fills = fills
    if strategy.hours != nil {
      configuration.setIntervals(
        of: frames, otherwise: strategy.intervalMilliseconds.map { .fixed(milliseconds: $0) })
    }
    let problems = configuration.problems
    guard problems.isEmpty else {
      throw SessionError(.badConfiguration, problems.joined(separator: "; "))
    }
    return configuration
  }
}

extension ExactAmount {
  static var hundredThousand: ExactAmount { ExactAmount(value: FixedDecimal(100_000)) }

  init(value: FixedDecimal) { self.value = value }
}

extension ExactAmount: CustomStringConvertible {
  var description: String { value.description }
}
