import StratMarket
import StratSyntax

/// What speaks against an entry because of the account as a whole.
extension EntryGates {
  func rollingLossReason() throws(DecimalError) -> GateReason? {
    guard let limit = configuration.limits.maxLoss24h else { return nil }
    let equity = try core.account.equity()
    guard try core.lossWindow.lossReached(limit, equity: equity) else { return nil }
    return GateReason(
      .rollingLossReached,
      "equity \(equity), within 24 hours it was \(core.lossWindow.highest ?? .zero)")
  }

  /// Asks what the order is worth, and all that is held with it.
  func exposureReason(
    _ entry: EntryRequest, _ price: Price, _ quantity: Quantity
  ) throws(DecimalError) -> GateReason? {
    let limits = configuration.limits
    let worth = try price * quantity
    if let limit = limits.maxOrderNotional, worth > limit {
      return GateReason(.orderTooLarge, "the order is worth \(worth), the limit is \(limit)")
    }
    guard let limit = limits.maxAccountExposure else { return nil }
    var held = try core.account.exposure + worth
    // A reversal closes its own position first.
    if entry.reversing { held = try held - book.value.magnitude }
    for other in core.books.values where other.symbol != book.symbol && other.hasPendingEntry {
      held = try held + other.reserved()
    }
    let all = try held + core.others.exposure
    let allowed = try (core.account.equity() + core.others.equity) * limit
    guard all > allowed else { return nil }
    return GateReason(
      .accountExposureReached,
      "all sessions would hold \(all), \(core.others.exposure) of it the others; "
        + "the limit is \(allowed)")
  }
}

extension TradingState {
  /// Why nothing may be opened; `nil` when it may.
  var reason: GateReason? {
    let kinds = holds.map(\.kind.rawValue).joined(separator: ", ")
    switch mode {
    case .active: return nil
    case .halted: return GateReason(.halted, kinds)
    case .reducing:
      // The hold that came first is the reason; the others are named by the rest of the journal.
      guard let first = holds.first else { return nil }
      switch first.kind {
      case .halt, .pause, .dailyLoss, .drawdown, .unexplained, .degraded, .occupied:
        return GateReason(.reducing, kinds)
      case .rollingLoss: return GateReason(.rollingLossReached, first.detail)
      case .lossStreak: return GateReason(.lossStreakReached, first.detail)
      case .margin: return GateReason(.marginRatioReached, first.detail)
      case .health: return GateReason(.healthFactorReached, first.detail)
      }
    }
  }
}
