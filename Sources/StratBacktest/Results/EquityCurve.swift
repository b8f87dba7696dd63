/// Equity after every moment at which a candle closed.
///
/// Between two orders of the only symbol, equity is the cash and a quantity at the close: such a
/// stretch is kept as those, and its values are worked out where they are asked for. A million
/// candles then are some ten thousand stretches.
package struct EquityCurve: Sendable {
  /// Opening times of the candles, ascending.
  package private(set) var times: [Int64]
  /// The closes that stretches are valued at.
  private let closes: [Double]
  private var parts: [Part] = []
  /// Values that do not follow from a close.
  private var measured: [(equity: Double, exposure: Double)] = []

  private enum Part: Sendable {
    /// So many of what was measured.
    case measured(Int)
    case stretch(Stretch)
  }

  /// Rows on which nothing happens.
  struct Stretch: Sendable {
    /// Of the closes.
    var rows: Range<Int>
    var cash: Double
    var quantity: Double
    /// The newest close before.
    var mark: Double
  }

  /// A curve of moments that are not known yet.
  package init() {
    times = []
    closes = []
  }

  /// The curve of one symbol: a moment for each candle.
  init(times: [Int64], closes: [Double]) {
    self.times = times
    self.closes = closes
  }

  /// Adds a moment.
  mutating func append(_ time: Int64, _ value: Double, exposure held: Double) {
    times.append(time)
    append(value, exposure: held)
  }

  /// Adds the next of the moments that are known.
  mutating func append(_ value: Double, exposure held: Double) {
    measured.append((value, held))
    if case .measured(let count)? = parts.last {
      parts[parts.count - 1] = .measured(count + 1)
    } else {
      parts.append(.measured(1))
    }
  }

  mutating func append(_ stretch: Stretch) {
    if !stretch.rows.isEmpty { parts.append(.stretch(stretch)) }
  }

  /// The equity of each moment; worked out anew each time.
  package var equity: [Double] {
    var values: [Double] = []
    values.reserveCapacity(times.count)
    forEach { _, equity, _ in values.append(equity) }
    return values
  }

  /// The value of all positions, without signs; worked out anew each time.
  package var exposure: [Double] {
    var values: [Double] = []
    values.reserveCapacity(times.count)
    forEach { _, _, exposure in values.append(exposure) }
    return values
  }

  /// Every moment with its equity and exposure, in order.
  @inline(__always)
  func forEach(_ body: (_ index: Int, _ equity: Double, _ exposure: Double) -> Void) {
    var index = 0
    var next = 0
    for part in parts {
      switch part {
      case .measured(let count):
        for place in next..<next + count {
          body(index, measured[place].equity, measured[place].exposure)
          index += 1
        }
        next += count
      case .stretch(let stretch):
        if stretch.quantity == 0 {
          for _ in stretch.rows {
            body(index, stretch.cash, 0)
            index += 1
          }
        } else {
          var mark = stretch.mark
          for row in stretch.rows {
            let close = closes[row]
            if close == close { mark = close }
            let value = stretch.quantity * mark
            body(index, stretch.cash + value, value.magnitude)
            index += 1
          }
        }
      }
    }
  }
}
