import StratMarket

/// Limits that stop new exposure as a whole; exits go on.
extension TradingCore {
  /// Stops new exposure when a limit is reached.
  mutating func checkLimits(
    at time: Timestamp, _ outbox: inout Outbox
  ) throws(DecimalError) {
    let limits = configuration.limits
    if let limit = limits.maxDailyLoss, try account.lossReached(limit) {
      outbox.holds.append(Hold(.dailyLoss, "the day's loss reached \(limit) of its equity"))
    }
    if let limit = limits.maxLoss24h,
      try lossWindow.lossReached(limit, equity: account.equity())
    {
      if !state.holds(.rollingLoss) { lossHeldSince = time }
      outbox.holds.append(Hold(.rollingLoss, "the loss of 24 hours reached \(limit) of the equity"))
    }
    if let limit = limits.maxDrawdown, try account.drawdownReached(limit) {
      outbox.holds.append(Hold(.drawdown, "equity fell by \(limit) from its peak"))
    }
  }

  /// Measures the equity after a bar for the loss of 24 hours.
  mutating func observeLossWindow(_ time: Timestamp) throws(DecimalError) {
    guard configuration.limits.maxLoss24h != nil else { return }
    // What there was before the first bar counts as well.
    if lossWindow.highest == nil { lossWindow.add(account.initialCash, at: time) }
    lossWindow.add(try account.equity(), at: time)
  }

  /// Lifts the hold of a loss once the 24 hours in which it was made have passed.
  mutating func passLossWindow(_ time: Timestamp, _ outbox: inout Outbox) {
    guard let since = lossHeldSince,
      since.milliseconds.addingSaturating(LossWindow.length) <= time.milliseconds
    else { return }
    lossHeldSince = nil
    guard state.lift(.rollingLoss) else { return }
    announceState("24 hours have passed since the loss", &outbox.effects)
  }

  /// Counts trades that lose one after the other.
  mutating func countLoss(_ trade: ClosedTrade, _ outbox: inout Outbox) {
    account.losingTrades = trade.profit.isNegative ? account.losingTrades + 1 : 0
    guard let limit = configuration.limits.maxLossStreak, account.losingTrades >= limit else {
      return
    }
    outbox.holds.append(Hold(.lossStreak, "\(account.losingTrades) trades in a row have lost"))
  }

  mutating func handle(_ circumstance: Circumstance) -> [Effect] {
    var effects: [Effect] = []
    switch circumstance {
    case .clock(let time): expireCards(at: time, &effects)
    case .health(let health):
      self.health = health
      judgeHealth(&effects)
    case .others(let others): self.others = others
    }
    return effects
  }

  /// Holds trading while the account is near to being closed out.
  ///
  /// A figure that is missing says nothing: what is held stays held until one is better.
  private mutating func judgeHealth(_ effects: inout [Effect]) {
    let limits = configuration.limits
    if let limit = limits.marginRatioThreshold, let ratio = health.marginRatio {
      judge(
        .margin, isBeyond: ratio >= limit,
        "the margin ratio is \(ratio), the threshold \(limit)", &effects)
    }
    if let limit = limits.healthFactorThreshold, let factor = health.healthFactor {
      judge(
        .health, isBeyond: factor <= limit,
        "the health factor is \(factor), the threshold \(limit)", &effects)
    }
  }

  private mutating func judge(
    _ kind: Hold.Kind, isBeyond: Bool, _ detail: String, _ effects: inout [Effect]
  ) {
    if isBeyond {
      hold(Hold(kind, detail), &effects)
    } else if state.lift(kind) {
      announceState(detail, &effects)
    }
  }
}
