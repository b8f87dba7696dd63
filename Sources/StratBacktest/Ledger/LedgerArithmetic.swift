import StratMarket
import StratTrading

/// The few exact operations that a ledger needs, on mantissas of `FixedDecimal`.
///
/// Each is the operation of `FixedDecimal`, done in machine words where they are wide enough for
/// it; a test compares them. `nil` is "cannot be sure".
struct LedgerArithmetic: Sendable {
  /// Quantities are counted in units of so many decimals.
  let lot: Int64
  private let multiplier: Int64
  private let multiplierDouble: Double
  private let priceUnit: Int128
  private let quantityUnit: Int128
  /// A quantity as a number is its count over this.
  let quantityPower: Double
  private let feeShare: Share
  private let closingShare: Share

  /// Amounts of money stay below this: sums of a few of them cannot overflow.
  static let largest: Int128 = 1 << 110

  init?(_ terms: LedgerTerms, _ prices: LedgerPrices) {
    let quantityPlaces = terms.instrument.lotSize.exact.decimalPlaces
    priceUnit = LedgerPrices.unit(prices.places)
    quantityUnit = LedgerPrices.unit(quantityPlaces)
    let lot = terms.instrument.lotSize.exact.mantissa / quantityUnit
    guard lot < Int128(LedgerPrices.largest),
      let closing = try? terms.market.closingCosts()
    else { return nil }
    self.lot = Int64(lot)
    var power: Int64 = 1
    for _ in 0..<max(0, FixedDecimal.decimals - prices.places - quantityPlaces) { power *= 10 }
    let isExact = prices.places + quantityPlaces <= FixedDecimal.decimals
    multiplier = isExact ? power : 0
    multiplierDouble = Double(power)
    var quantityPower = 1.0
    for _ in 0..<quantityPlaces { quantityPower *= 10 }
    self.quantityPower = quantityPower
    feeShare = Share(terms.market.feeRate)
    closingShare = Share(closing)
  }

  func price(_ count: Int64) -> Price { Price(FixedDecimal(count, priceUnit)) }
  func quantity(_ count: Int64) -> Quantity { Quantity(FixedDecimal(count, quantityUnit)) }
  func count(_ quantity: Quantity) -> Int64? {
    let count = quantity.exact.mantissa / quantityUnit
    return count > 0 && count < Int128(LedgerPrices.largest) ? Int64(count) : nil
  }

  /// The value of a quantity at a price, both above zero.
  @inline(__always)
  func money(_ price: Int64, _ quantity: Int64) -> Int128? {
    guard multiplier > 0 else { return roundedMoney(price, quantity) }
    let (small, overflow) = price.multipliedReportingOverflow(by: quantity)
    if !overflow {
      let (all, overflow) = small.multipliedReportingOverflow(by: multiplier)
      if !overflow { return Int128(all) }
    }
    guard Double(price) * Double(quantity) * multiplierDouble < 0x1p108 else { return nil }
    return Int128(price) * Int128(quantity) * Int128(multiplier)
  }

  @inline(never)
  private func roundedMoney(_ price: Int64, _ quantity: Int64) -> Int128? {
    guard let money = try? self.price(price) * self.quantity(quantity), money.isPositive,
      money.exact.mantissa < Self.largest
    else { return nil }
    return money.exact.mantissa
  }

  @inline(__always)
  func fee(_ money: Int128) -> Int128? { feeShare.of(money) }

  /// What closing a position of this value is expected to cost.
  func closingCost(_ money: Int128) -> Int128? { closingShare.of(money) }

  /// A share of amounts, rounded half to even.
  private struct Share {
    let rate: FixedDecimal
    /// The rate is this over ten to a power.
    private let numerator: UInt64
    private let divisor: UInt64
    private let reciprocal: UInt64
    /// Amounts up to here are counted in one word.
    private let largest: UInt64

    init(_ rate: FixedDecimal) {
      self.rate = rate
      var divisor: UInt64 = 1
      for _ in 0..<rate.decimalPlaces { divisor *= 10 }
      self.divisor = divisor
      // At most one, so that it fits a word.
      numerator = UInt64(rate.mantissa / (FixedDecimal.unit / Int128(divisor)))
      reciprocal = divisor == 1 ? 0 : divisor.dividingFullWidth((1, 0)).quotient
      largest = numerator == 0 ? 0 : UInt64(Int64.max) / numerator
    }

    @inline(__always)
    func of(_ money: Int128) -> Int128? {
      if numerator == 0 { return 0 }
      guard money >= 0, money <= Int128(largest), divisor > 1 else { return slow(money) }
      let product = UInt64(truncatingIfNeeded: money) &* numerator
      // The reciprocal is rounded down: the quotient is right or one or two too small.
      var quotient = product.multipliedFullWidth(by: reciprocal).high
      var rest = product &- quotient &* divisor
      while rest >= divisor {
        quotient &+= 1
        rest &-= divisor
      }
      let twice = rest &* 2
      if twice > divisor || (twice == divisor && quotient & 1 == 1) { quotient &+= 1 }
      return Int128(quotient)
    }

    @inline(never)
    private func slow(_ money: Int128) -> Int128? {
      guard let amount = try? FixedDecimal(mantissa: money) * rate else { return nil }
      return amount.mantissa
    }
  }

  /// An amount as the number that `FixedDecimal` makes of it.
  @inline(__always)
  static func double(_ money: Int128) -> Double {
    let low = Int64(truncatingIfNeeded: money)
    if Int128(low) == money, low.magnitude <= 1 << 53 { return Double(low) / 1e12 }
    return wideDouble(money)
  }

  @inline(never)
  private static func wideDouble(_ money: Int128) -> Double {
    (try? FixedDecimal(mantissa: money).double) ?? .nan
  }

  /// Nearly the same, fast: some roundings off.
  @inline(__always)
  static func approximate(_ money: Int128) -> Double {
    let low = Int64(truncatingIfNeeded: money)
    if Int128(low) == money { return Double(low) * 1e-12 }
    return wideDouble(money)
  }
}
