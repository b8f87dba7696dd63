import StratMarket
import StratTrading

/// What the ledgers of equal variants have in common: terms, prices, and the rows they trade on.
///
/// A reference, since a thousand ledgers look at it in every block.
final class LedgerDesk: Sendable {
  let terms: LedgerTerms
  let prices: LedgerPrices
  let arithmetic: LedgerArithmetic
  /// The rows to trade on.
  let rows: Range<Int>
  /// The last of the rows in each day, and the days, since 1970.
  let dayRows: [Int]
  let days: [Int64]
  let start: Int64
  let end: Int64
  let initialCash: Double
  let entersLong: Bool
  let entersShort: Bool

  private let sizing: SizingRule
  private let maxPositionSize: Double?
  private let minimumNotional: Int128
  private let costs: Double
  private let lotSize: Double
  /// How far an estimate of lots may be off: as a share of it, and beyond that.
  private let share: Double
  private let rest: Double

  init?(_ terms: LedgerTerms, _ prices: LedgerPrices, times: [Int64], rows: Range<Int>) {
    guard !rows.isEmpty, terms.market == prices.terms,
      let arithmetic = LedgerArithmetic(terms, prices), let costs = try? terms.market.costs()
    else { return nil }
    self.terms = terms
    self.prices = prices
    self.arithmetic = arithmetic
    self.rows = rows
    var dayRows: [Int] = []
    var days: [Int64] = []
    for row in rows {
      let day = DailyEquity.day(of: times[row])
      if days.last == day {
        dayRows[dayRows.count - 1] = row
      } else {
        days.append(day)
        dayRows.append(row)
      }
    }
    self.dayRows = dayRows
    self.days = days
    start = times[rows.lowerBound]
    end = times[rows.upperBound - 1]
    initialCash = terms.initialCash.double
    entersLong = terms.entersLong
    entersShort = terms.entersShort
    sizing = terms.sizing
    maxPositionSize = terms.maxPositionSize?.double
    minimumNotional = terms.instrument.minimumNotional.exact.mantissa
    self.costs = costs.double
    lotSize = terms.instrument.lotSize.double
    // Decimals are rounded at the twelfth place, which is a share of the lowest price; the rest is
    // the rounding of a handful of doubles.
    share = 1e-13 + 2e-12 / prices.lowest
    rest = 8e-12 / lotSize
  }

  /// How much an entry orders, in units of quantity; 0 for none, `nil` where it is not sure.
  ///
  /// An estimate that is clearly between two whole numbers of lots decides; everything near one is
  /// counted exactly.
  ///
  /// - Parameters:
  ///   - equity: what is there, and `power`, what of it may be spent.
  ///   - size: of the size rule, where there is one.
  @inline(__always)
  func quantity(equity: Int128, power: Int128, price: Int64, mark: Double, size: Double) -> Int64? {
    guard power > 0 else { return 0 }
    var wanted = LedgerArithmetic.approximate(power) / (mark * costs * lotSize)
    var share = share
    switch sizing {
    case .allIn: wanted *= 0.98
    case .equity, .cash, .units:
      guard size.isFinite, size > 0 else { return 0 }
      let asked: Double
      switch sizing {
      case .equity:
        let money = LedgerArithmetic.approximate(equity) * size
        asked = money / (mark * lotSize)
        share += 1e-12 / money
      case .cash: asked = size / (mark * lotSize)
      case .units, .allIn: asked = size / lotSize
      }
      share += 1e-12 / size
      wanted = asked < wanted ? asked : wanted
    }
    if let maxPositionSize {
      let money = LedgerArithmetic.approximate(equity) * maxPositionSize
      let limit = money / (mark * lotSize)
      share += 1e-12 / money
      wanted = limit < wanted ? limit : wanted
    }
    let lots = wanted.rounded(.down)
    let slack = wanted * share + rest
    guard lots < 0x1p52, wanted - lots > slack, lots + 1 - wanted > slack else {
      return exactQuantity(equity: equity, power: power, price: price, size: size)
    }
    let (quantity, overflow) = Int64(lots).multipliedReportingOverflow(by: arithmetic.lot)
    guard !overflow, quantity < LedgerPrices.largest else { return nil }
    if minimumNotional == 0 { return quantity }
    return enough(quantity, price)
  }

  /// The size rule in decimals, as the core has it.
  @inline(never)
  private func exactQuantity(
    equity: Int128, power: Int128, price: Int64, size: Double
  ) -> Int64? {
    do {
      let close = arithmetic.price(price)
      let equity = Money(try FixedDecimal(mantissa: equity))
      let unitCost = try close * terms.market.costs()
      let affordable = try Money(try FixedDecimal(mantissa: power)) / unitCost
      var quantity: Quantity
      switch terms.sizing {
      case .allIn: quantity = try affordable * SizingRule.allInShare
      case .equity: quantity = try equity * FixedDecimal(size) / close
      case .cash: quantity = try Money(FixedDecimal(size)) / close
      case .units: quantity = Quantity(try FixedDecimal(size))
      }
      if let limit = terms.maxPositionSize {
        quantity = min(quantity, try equity * limit / close)
      }
      quantity = try min(quantity, affordable).rounded(to: terms.instrument.lotSize, .down)
      guard quantity.isPositive else { return 0 }
      guard let count = arithmetic.count(quantity) else { return nil }
      return enough(count, price)
    } catch {
      return nil
    }
  }

  private func enough(_ quantity: Int64, _ price: Int64) -> Int64? {
    guard quantity > 0 else { return 0 }
    guard let money = arithmetic.money(price, quantity) else { return nil }
    return money >= minimumNotional ? quantity : 0
  }
}
