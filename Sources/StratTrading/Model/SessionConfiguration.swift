import ProcessingEngine
package import StratLanguage
package import StratMarket
package import StratSyntax

/// How large an entry is.
package enum SizingRule: String, Codable, Hashable, Sendable, CaseIterable {
  /// The strategy says nothing: 98 % of the buying power, so that a gap up to the next open of
  /// two per cent does not spend money that is not there.
  case allIn
  /// The `size` clause is a fraction of equity.
  case equity
  /// The `size` clause is a quantity.
  case units
  /// The `size` clause is an amount of money.
  case cash

  package static let allInShare = FixedDecimal(98, decimals: 2)
}

/// Everything that decides how a session trades; two sessions with equal ones trade the same.
package struct SessionConfiguration: Hashable, Sendable {
  package var id: SessionID
  package var strategyTitle: String
  /// The semantic hash of the strategy.
  package var strategyHash: String
  package var instruments: [Instrument]
  package var initialCash: Money
  package var fills = FillAssumptions()
  package var limits = RiskLimits()
  package var sizing: SizingRule = .allIn
  /// Whether the strategy has a `stop` (`target`) clause: then `na` stops an entry.
  package var hasStop = false
  package var hasTarget = false
  /// How the entries of a side wait for their price; `nil` is not at all: at the market.
  package var longEntry: EntryPriceKind?
  package var shortEntry: EntryPriceKind?
  /// The sides that may be entered.
  package var sides: [Side] = [.long, .short]
  /// The first bar that may be traded, counted from 0.
  package var warmUpBars = 0
  package var mode: ExecutionMode = .auto
  /// What holds of the cards of a session that asks.
  package var confirmation = ConfirmationRules()
  /// How long the candles of each symbol are, in milliseconds, where the strategy makes longer
  /// bars of them or reads other symbols'.
  package var intervals: [String: Int64]?
  /// When positions may be opened, where the strategy says.
  package var hours: TradingHours?
  /// The days on which the market is closed or closes early.
  package var calendar: MarketCalendar?

  package init(
    id: SessionID, strategyTitle: String, strategyHash: String, instruments: [Instrument],
    initialCash: Money
  ) {
    self.id = id
    self.strategyTitle = strategyTitle
    self.strategyHash = strategyHash
    self.instruments = instruments
    self.initialCash = initialCash
  }

  /// A session of a checked strategy, with the strategy's own risk, size and history.
  package init(
    id: SessionID, strategy: CheckedStrategy, instruments: [Instrument], initialCash: Money
  ) throws(DecimalError) {
    self.init(
      id: id, strategyTitle: strategy.title, strategyHash: strategy.semanticHash,
      instruments: instruments, initialCash: initialCash)
    limits = try RiskLimits(strategy.risk)
    warmUpBars = strategy.history.warmUp
    hours = strategy.hours
    for output in strategy.outputs {
      switch output.role {
      case .stop: hasStop = true
      case .target: hasTarget = true
      case .size:
        sizing = SizingRule(unit: strategy.sizeUnit, dimension: output.dimension)
      case .entryPrice(.long, let kind): longEntry = kind
      case .entryPrice(.short, let kind): shortEntry = kind
      case .entry, .exit, .formula: break
      }
    }
  }

  /// How an entry of a side waits for its price.
  func entryPriceKind(_ side: Side) -> EntryPriceKind? {
    switch side {
    case .long: longEntry
    case .short: shortEntry
    }
  }

  /// Takes down how long the candles of each symbol are.
  ///
  /// - Parameter interval: where a frame does not tell.
  package mutating func setIntervals(of frames: [Frame], otherwise interval: Interval?) {
    intervals = [:]
    for frame in frames {
      intervals?[frame.symbol] = (frame.interval ?? interval)?.milliseconds
    }
  }

  /// All that is wrong, in words; empty when a session can start with it.
  package var problems: [String] {
    var found = limits.problems + instruments.flatMap(\.problems)
    if id.rawValue.isEmpty { found.append("a session needs an id") }
    if instruments.isEmpty { found.append("a session needs an instrument") }
    if Set(instruments.map(\.symbol)).count != instruments.count {
      found.append("an instrument is listed twice")
    }
    if !initialCash.isPositive { found.append("the initial cash must be above zero") }
    found += fills.problems
    if warmUpBars < 0 { found.append("the warm-up must not be negative") }
    if let hours, SessionClock(hours) == nil {
      found.append("there is no time zone '\(hours.zone ?? "")'")
    }
    if let calendar, calendar.clock == nil {
      found.append("there is no time zone '\(calendar.zone ?? "")'")
    }
    found += confirmation.problems
    if sides.isEmpty { found.append("a session needs a side it may trade") }
    return found
  }
}

extension SizingRule {
  /// What the number of a `size` clause counts: its unit, else what its dimension says, else units.
  init(unit: SizeUnit?, dimension: Dimension) {
    switch unit {
    case .equity: self = .equity
    case .units: self = .units
    case .cash: self = .cash
    case nil:
      if dimension == .ratio {
        self = .equity
      } else if dimension == .money {
        self = .cash
      } else {
        self = .units
      }
    }
  }
}
