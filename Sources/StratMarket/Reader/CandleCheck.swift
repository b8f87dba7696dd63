/// Looks for candles that cannot be right.
struct CandleCheck: Sendable {
  private let open: Int?
  private let high: Int?
  private let low: Int?
  private let close: Int?
  private let volume: Int?

  init(columnNames: [String]) {
    open = columnNames.firstIndex(of: "open")
    high = columnNames.firstIndex(of: "high")
    low = columnNames.firstIndex(of: "low")
    close = columnNames.firstIndex(of: "close")
    volume = columnNames.firstIndex(of: "volume")
  }

  /// Missing values compare false, and so are never odd.
  func warnings(in block: ParsedBlock) -> [CandleWarning] {
    if isClean(block) { return [] }
    let values = block.values.span
    let rows = block.rows
    let capacity = block.capacity
    var findings: [CandleWarning] = []
    func report(_ kind: CandleWarning.Kind, where isOdd: (Int) -> Bool) {
      var count = 0
      for row in 0..<rows where isOdd(row) { count += 1 }
      guard count > 0, let first = (0..<rows).first(where: isOdd) else { return }
      findings.append(CandleWarning(kind: kind, count: count, line: block.line(ofRow: first)))
    }
    let prices = [open, high, low, close].compactMap { $0.map { $0 * capacity } }
    if !prices.isEmpty {
      report(.negativePrice) { row in
        for price in prices where values[price &+ row] < 0 { return true }
        return false
      }
    }
    if let volume = volume.map({ $0 * capacity }) {
      report(.negativeVolume) { values[volume &+ $0] < 0 }
    }
    guard let high = high.map({ $0 * capacity }), let low = low.map({ $0 * capacity }) else {
      return findings
    }
    report(.highBelowLow) { values[high &+ $0] < values[low &+ $0] }
    let bodies = [open, close].compactMap { $0.map { $0 * capacity } }
    if !bodies.isEmpty {
      report(.bodyOutsideRange) { row in
        for body in bodies {
          let value = values[body &+ row]
          if value > values[high &+ row] || value < values[low &+ row] { return true }
        }
        return false
      }
    }
    return findings
  }

  /// Whether all rows of full candles are plausible: one quick pass, which nearly always suffices.
  private func isClean(_ block: ParsedBlock) -> Bool {
    guard let open, let high, let low, let close, let volume else { return false }
    let values = block.values.span
    func column(_ index: Int) -> Range<Int> {
      index * block.capacity..<index * block.capacity + block.rows
    }
    let opens = values.extracting(column(open))
    let highs = values.extracting(column(high))
    let lows = values.extracting(column(low))
    let closes = values.extracting(column(close))
    let volumes = values.extracting(column(volume))
    var odd = 0
    for row in 0..<block.rows {
      let (open, high, low, close) = (opens[row], highs[row], lows[row], closes[row])
      odd |= high < low ? 1 : 0
      odd |= open > high ? 1 : 0
      odd |= open < low ? 1 : 0
      odd |= close > high ? 1 : 0
      odd |= close < low ? 1 : 0
      odd |= open < 0 ? 1 : 0
      odd |= high < 0 ? 1 : 0
      odd |= low < 0 ? 1 : 0
      odd |= close < 0 ? 1 : 0
      odd |= volumes[row] < 0 ? 1 : 0
    }
    return odd == 0
  }
}
