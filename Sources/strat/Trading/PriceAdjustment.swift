import StratMarket
import StratREPL

/// Prices and volume as if every split and dividend had been there from the beginning.
enum PriceAdjustment {
  static let column = "adj_close"

  /// Multiplies the prices of a candle by `adj_close / close`, and divides its volume by it.
  ///
  /// A candle without the one or the other has no prices.
  static func apply(to frame: inout Frame) {
    guard let adjusted = frame.column(column), let closes = frame.column("close") else { return }
    let factors = zip(adjusted, closes).map { adjusted, close in
      let factor = adjusted / close
      return factor.isFinite && factor > 0 ? factor : .nan
    }
    for name in ["open", "high", "low"] {
      guard let values = frame.column(name) else { continue }
      frame.setColumn(name, to: zip(values, factors).map { rounded($0 * $1) })
    }
    frame.setColumn("close", to: zip(adjusted, factors).map { $1.isNaN ? .nan : rounded($0) })
    if let volume = frame.column("volume") {
      frame.setColumn("volume", to: zip(volume, factors).map { $0 / $1 })
    }
  }

  /// That prices have splits in them which `adj_close` knows of.
  static func remark(on frame: Frame) -> String? {
    guard let adjusted = frame.column(column), let closes = frame.column("close") else {
      return nil
    }
    var splits: [Int] = []
    var last = Double.nan
    for row in closes.indices {
      let factor = adjusted[row] / closes[row]
      guard factor.isFinite, factor > 0 else { continue }
      // Dividends move it by a few per cent at most.
      let step = factor / last
      if step > 1.25 || step < 0.8 { splits.append(row) }
      last = factor
    }
    guard let first = splits.first else { return nil }
    let times = splits.count == 1 ? "once" : "\(splits.count) times"
    return "\(frame.symbol): the shares were split \(times), first on "
      + "\(TimeText(frame, rows: first..<first + 1).text(frame.time(ofRow: first))), and prices "
      + "are not adjusted: `--adjust` takes splits out"
  }

  /// Nine decimals: enough for any price, and a tick that orders can be rounded to.
  private static func rounded(_ price: Double) -> Double {
    let scaled = price * 1e9
    return scaled.magnitude < 9e15 ? scaled.rounded() / 1e9 : price
  }
}
