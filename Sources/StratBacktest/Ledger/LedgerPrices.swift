import StratMarket
import StratTrading

/// The prices of a frame as whole numbers: what the core makes of its candles, once for all
/// variants.
struct LedgerPrices: Sendable {
  let terms: MarketTerms
  /// Prices are counted in units of so many decimals.
  let places: Int
  /// Closes; 0 where one is missing.
  let close: [Int64]
  /// What is paid and received for a unit where a bar opens; 0 where there is none.
  let buy: [Int64]
  let sell: [Int64]
  /// The newest close at each row, NaN before the first.
  let mark: [Double]
  let lowest: Double

  /// Whole numbers below this are doubles, and so are their halves.
  static let largest: Int64 = 1 << 52

  /// - Returns: `nil` where a close is not above zero or a price has too many digits.
  init?(_ candles: CandleSeries, _ terms: MarketTerms) {
    self.terms = terms
    var places = terms.tick.exact.decimalPlaces
    var isRounded = false
    for column in [candles.open, candles.close] {
      guard Self.widen(&places, for: column, &isRounded) else { return nil }
    }
    let unit = Self.unit(places)
    guard let open = Self.counts(candles.open, places, unit),
      let close = Self.counts(candles.close, places, unit)
    else { return nil }
    self.places = places
    self.close = close
    let isMissing = close.contains(0)
    // Where a close is missing the core's mark is a decimal or the candle's own number; they are
    // the same only where the decimal is short.
    guard !close.contains(where: { $0 < 0 }), !(isMissing && isRounded) else { return nil }
    mark = isMissing ? Self.filled(candles.close) : candles.close
    lowest = candles.close.reduce(.infinity) { $1 < $0 ? $1 : $0 }
    // A close of zero counts as missing above, and is not.
    guard lowest > 0, lowest < .infinity else { return nil }
    buy = Self.fills(open, .buy, terms, unit)
    sell = Self.fills(open, .sell, terms, unit)
  }

  static func unit(_ places: Int) -> Int128 {
    var unit = FixedDecimal.unit
    for _ in 0..<places { unit /= 10 }
    return unit
  }

  /// Whether a number is a count of units, of up to fifteen digits.
  @inline(__always)
  private static func count(_ value: Double, _ power: Double) -> Double? {
    let scaled = (value * power).rounded()
    return scaled.magnitude < 1e15 && scaled / power == value ? scaled : nil
  }

  private static func power(_ places: Int) -> Double {
    var power = 1.0
    for _ in 0..<places { power *= 10 }
    return power
  }

  private static func widen(_ places: inout Int, for values: [Double], _ isRounded: inout Bool)
    -> Bool
  {
    var power = power(places)
    for value in values where value == value && count(value, power) == nil {
      guard let exact = try? FixedDecimal(value) else { return false }
      if exact.double != value { isRounded = true }
      guard exact.decimalPlaces > places else { continue }
      places = exact.decimalPlaces
      power = Self.power(places)
    }
    return true
  }

  private static func counts(_ values: [Double], _ places: Int, _ unit: Int128) -> [Int64]? {
    let power = power(places)
    var counts: [Int64] = []
    counts.reserveCapacity(values.count)
    for value in values {
      if value != value {
        counts.append(0)
      } else if let scaled = count(value, power) {
        counts.append(Int64(scaled))
      } else {
        guard let mantissa = try? FixedDecimal(value).mantissa else { return nil }
        let count = mantissa / unit
        guard count.magnitude < Int128(largest).magnitude else { return nil }
        counts.append(Int64(count))
      }
    }
    return counts
  }

  private static func filled(_ values: [Double]) -> [Double] {
    var last = Double.nan
    return values.map { value in
      if value == value { last = value }
      return last
    }
  }

  private static func fills(
    _ open: [Int64], _ action: TradeAction, _ terms: MarketTerms, _ unit: Int128
  ) -> [Int64] {
    let tick = terms.tick.exact.mantissa / unit
    guard tick <= Int128(largest) else { return open.map { _ in 0 } }
    let step = Int64(tick)
    let isPlain = terms.slippage.isZero
    return open.map { count in
      guard count > 0 else { return 0 }
      if isPlain, count % step == 0 { return count }
      guard let price = try? terms.price(action, at: Price(FixedDecimal(count, unit)))
      else { return 0 }
      let moved = price.exact.mantissa / unit
      return moved > 0 && moved < Int128(largest) ? Int64(moved) : 0
    }
  }
}

extension FixedDecimal {
  /// - Precondition: a count and a unit that cannot overflow together.
  init(_ count: Int64, _ unit: Int128) {
    self = (try? FixedDecimal(mantissa: Int128(count) * unit)) ?? .zero
  }
}
