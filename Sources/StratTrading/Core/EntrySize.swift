import ProcessingEngine
import StratMarket
import StratSyntax

/// How much an entry orders, and what made that less than the size rule asks for.
///
/// Sizes are worked out on the close. There is no leverage: an entry and all that is held and
/// pending are worth at most the equity, fees and slippage included. A size beyond that, or beyond
/// `max_position_size`, is cut down and the decision says so; it is refused only when what is left
/// is below a lot or below the minimum notional.
struct EntrySize: Hashable, Sendable {
  let quantity: Quantity
  let caps: [Decision.Cap]

  static func of(
    _ entry: EntryRequest, price: Price, core: TradingCore, book: SymbolBook
  ) throws(DecimalError) -> Result<EntrySize, GateReason> {
    let configuration = core.configuration
    let equity = try core.account.equity()
    let unitCost = try unitCost(entry, price: price, core: core, book: book)
    let power = try buyingPower(entry, price: price, equity: equity, core: core, book: book)
    guard power.isPositive else {
      return .failure(GateReason(.notEnoughCash, "buying power is \(power)"))
    }
    let affordable = try power / unitCost
    var quantity: Quantity
    switch configuration.sizing {
    case .allIn:
      quantity = try affordable * SizingRule.allInShare
    case .equity, .cash, .units:
      let size = entry.bar.verdict.size
      guard size.isFinite else {
        return .failure(GateReason(.sizeNotAvailable, "the size is na"))
      }
      guard size > 0 else {
        return .failure(GateReason(.sizeNotPositive, "the size is \(size)"))
      }
      let number = try FixedDecimal(size)
      switch configuration.sizing {
      case .equity: quantity = try equity * number / price
      case .cash: quantity = try Money(number) / price
      case .units, .allIn: quantity = Quantity(number)
      }
    }
    var caps: [Decision.Cap] = []
    if let limit = configuration.limits.maxPositionSize {
      let largest = try equity * limit / price
      if quantity > largest {
        quantity = largest
        caps.append(.maxPositionSize)
      }
    }
    if quantity > affordable {
      quantity = affordable
      caps.append(.cash)
    }
    return try fitted(quantity, caps: caps, price: price, instrument: book.instrument)
  }

  /// Rounds down to whole lots and looks at what is left.
  private static func fitted(
    _ wanted: Quantity, caps: [Decision.Cap], price: Price, instrument: Instrument
  ) throws(DecimalError) -> Result<EntrySize, GateReason> {
    let quantity = try wanted.rounded(to: instrument.lotSize, .down)
    guard quantity.isPositive else {
      let detail = "\(wanted) is less than a lot of \(instrument.lotSize)"
      let code: GateReason.Code = caps.contains(.cash) ? .notEnoughCash : .sizeRoundsToZero
      return .failure(
        GateReason(code, code == .sizeRoundsToZero ? "size rounds to zero: \(detail)" : detail))
    }
    let notional = try price * quantity
    guard notional >= instrument.minimumNotional else {
      return .failure(
        GateReason(
          .belowMinimumNotional, "\(notional) is below \(instrument.minimumNotional)"))
    }
    return .success(EntrySize(quantity: quantity, caps: caps))
  }

  /// What a unit comes to, with what the fill is expected to cost.
  private static func unitCost(
    _ entry: EntryRequest, price: Price, core: TradingCore, book: SymbolBook
  ) throws(DecimalError) -> Price {
    let fills = core.configuration.fills
    let isLimit = entry.trigger?.kind == .limit
    let rate = isLimit ? fills.commission.maker : fills.commission.taker
    let lost =
      isLimit
      ? .zero
      : try fills.slippage.expectedShare(
        of: price, tick: book.instrument.tickSize, in: BarRange(entry.bar.candle))
    let costs = try (FixedDecimal.one + lost) * (.one + rate)
    return try price * costs + fills.commission.perUnit
  }

  /// Equity that is not tied up in positions or pending entries.
  ///
  /// A reversal has its own position closed first, and pays for that.
  private static func buyingPower(
    _ entry: EntryRequest, price: Price, equity: Money, core: TradingCore, book: SymbolBook
  ) throws(DecimalError) -> Money {
    var tied = core.account.exposure
    let fills = core.configuration.fills
    let commission = fills.commission
    if entry.reversing, let position = book.position {
      let lost = try fills.slippage.expectedShare(
        of: price, tick: book.instrument.tickSize, in: BarRange(entry.bar.candle))
      let costs = try lost + commission.taker
      var closing = try book.value.magnitude * costs
      closing = try closing + max(commission.perUnit * position.quantity, commission.minimum)
      tied = try tied - book.value.magnitude + closing
    }
    tied = try tied + commission.minimum
    for other in core.books.values where other.symbol != book.symbol && other.hasPendingEntry {
      tied = try tied + other.reserved()
    }
    return try equity - tied
  }
}
