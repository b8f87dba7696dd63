import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// An entry rule that is true.
struct EntryRequest {
  var bar: ClosedBar
  var side: Side
  /// The close; `nil` when it is missing.
  var price: Price?
  /// The price that the entry waits for; `nil` is at the market.
  var trigger: EntryTrigger?
  /// Whether the position of the other side is closed in the same breath.
  var reversing: Bool
  /// When its order would go out.
  var time: Timestamp
}

/// An entry that every gate has let pass.
///
/// Only `EntryGates` can make one, and only from one of these can an `OpenOrder` be made.
package struct ClearedEntry: Sendable {
  let symbol: String
  let side: Side
  let size: EntrySize
  let price: Price
  let stop: Price?
  let target: Price?
  let trigger: EntryTrigger?

  fileprivate init(
    _ entry: EntryRequest, price: Price, size: EntrySize, stop: Price?, target: Price?
  ) {
    symbol = entry.bar.symbol
    side = entry.side
    self.size = size
    self.price = price
    self.stop = stop
    self.target = target
    trigger = entry.trigger
  }
}

/// The gates between a true entry rule and an order, asked in a fixed order; the first no counts.
///
/// Trading state with all that holds it, hours and holidays, data and its age, warm-up, loss of the
/// day, of 24 hours, drawdown, number of positions, rate of orders, price to wait for, size, venue
/// rules, worth of the order, exposure of the account.
///
/// Loss streak, margin ratio and health factor hold trading as a whole, and so are asked first.
struct EntryGates {
  let core: TradingCore
  let book: SymbolBook

  var configuration: SessionConfiguration { core.configuration }

  func clear(_ entry: EntryRequest) -> Result<ClearedEntry, GateReason> {
    do {
      return try checked(entry)
    } catch {
      return .failure(GateReason(.amountTooLarge, error.description))
    }
  }

  private func checked(
    _ entry: EntryRequest
  ) throws(DecimalError) -> Result<ClearedEntry, GateReason> {
    if let no = stateReason() { return .failure(no) }
    if let no = hoursReason(entry) { return .failure(no) }
    if let no = dataReason(entry) { return .failure(no) }
    guard let price = entry.price, price.isPositive else {
      return .failure(GateReason(.priceNotAvailable, "the close is missing or not above zero"))
    }
    guard entry.bar.isWarm else {
      let index = entry.bar.index
      let warmUp = configuration.warmUpBars
      return .failure(
        GateReason(
          .warmingUp,
          index < warmUp
            ? "bar \(index) of \(warmUp) bars of history"
            : "bar \(index), and other bars it reads have too little history yet"))
    }
    if let limit = configuration.limits.maxDailyLoss, try core.account.lossReached(limit) {
      return .failure(
        GateReason(
          .dailyLossReached,
          "equity \(try core.account.equity()), the day began with \(core.account.dayStartEquity)"))
    }
    if let no = try rollingLossReason() { return .failure(no) }
    if let limit = configuration.limits.maxDrawdown, try core.account.drawdownReached(limit) {
      return .failure(
        GateReason(
          .drawdownReached,
          "equity \(try core.account.equity()), its peak was \(core.account.peakEquity)"))
    }
    if let no = positionsReason() { return .failure(no) }
    if let no = rateReason(entry.time) { return .failure(no) }
    if let kind = configuration.entryPriceKind(entry.side), entry.trigger == nil {
      let price = entry.bar.verdict.entryPrice(entry.side)
      return .failure(
        GateReason(
          .entryPriceNotAvailable,
          "the \(kind.rawValue) price is "
            + (price.isFinite ? "\(price), not above zero" : "na")))
    }
    return try sizedAndFit(entry, entry.trigger?.price ?? price)
  }

  func stateReason() -> GateReason? {
    if let no = core.state.reason { return no }
    if let card = book.entryCard?.card {
      return GateReason(.cardWaiting, "\(card.id) waits for the user")
    }
    return book.hasPendingEntry
      ? GateReason(.entryPending, "an entry has not been resolved yet") : nil
  }

  private func dataReason(_ entry: EntryRequest) -> GateReason? {
    guard entry.bar.verdict.exit(entry.side) != .true else {
      let side = entry.side.rawValue
      return GateReason(.rulesContradict, "entry \(side) and exit \(side) are both true")
    }
    return ageReason(entry.bar)
  }

  private func positionsReason() -> GateReason? {
    guard let limit = configuration.limits.maxPositions else { return nil }
    let taken = core.books.reduce(into: 0) { count, entry in
      let isOther = entry.key != book.symbol
      if isOther && (entry.value.position != nil || entry.value.isEntering) { count += 1 }
    }
    guard taken >= limit else { return nil }
    return GateReason(.maxPositionsOpen, "\(taken) of \(limit) positions are open")
  }

  private func sizedAndFit(
    _ entry: EntryRequest, _ price: Price
  ) throws(DecimalError) -> Result<ClearedEntry, GateReason> {
    let tick = book.instrument.tickSize
    var stop: Price?
    if configuration.hasStop {
      guard entry.bar.verdict.stop.isFinite else {
        return .failure(GateReason(.stopNotAvailable, "the stop is na"))
      }
      stop = try Price(entry.bar.verdict.stop).rounded(to: tick, .nearest)
    }
    var target: Price?
    if configuration.hasTarget {
      guard entry.bar.verdict.target.isFinite else {
        return .failure(GateReason(.targetNotAvailable, "the target is na"))
      }
      target = try Price(entry.bar.verdict.target).rounded(to: tick, .nearest)
    }
    let size: EntrySize
    switch try EntrySize.of(entry, price: price, core: core, book: book) {
    case .failure(let no): return .failure(no)
    case .success(let found): size = found
    }
    if let no = venueReason(entry.side, price, stop: stop, target: target) {
      return .failure(no)
    }
    if let no = try exposureReason(entry, price, size.quantity) { return .failure(no) }
    return .success(ClearedEntry(entry, price: price, size: size, stop: stop, target: target))
  }

  private func venueReason(
    _ side: Side, _ price: Price, stop: Price?, target: Price?
  ) -> GateReason? {
    if !configuration.sides.contains(side) {
      return GateReason(.sideNotAllowed, "the session does not enter \(side.rawValue)")
    }
    if side == .short && !book.instrument.allowsShort {
      return GateReason(.sideNotAllowed, "\(book.symbol) cannot be sold short")
    }
    if let stop {
      let protects = side == .long ? stop < price : stop > price
      guard protects, stop.isPositive else {
        return GateReason(.stopNotProtective, "stop \(stop) for a \(side.rawValue) at \(price)")
      }
    }
    if let target {
      let isBeyond = side == .long ? target > price : target < price
      guard isBeyond, target.isPositive else {
        return GateReason(
          .targetNotBeyondPrice, "target \(target) for a \(side.rawValue) at \(price)")
      }
    }
    return nil
  }
}

extension GateReason: Error {}
