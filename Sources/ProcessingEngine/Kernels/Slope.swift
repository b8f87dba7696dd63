import StratLanguage

/// Slope of the line of least squares through the last n bars: co-moments with the bar's number of
/// prefix and suffix, merged, each counted from a base of its own (see `Deviation`).
///
/// Cells: position in the chunk, the prefix's base, mean and co-moment, the suffix's base, then n
/// suffix means (before the position: this chunk's values) and n suffix co-moments.
enum Slope {
  static let position = 0
  static let prefixBase = 1
  static let prefixMean = 2
  static let prefixMoment = 3
  static let suffixBase = 4
  static let ring = 5

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    let length = slot.length
    let at = cells.integer(position)
    var base = x
    var mean = 0.0
    var moment = 0.0
    if at > 0 {
      base = cells[prefixBase]
      mean = cells[prefixMean]
      moment = cells[prefixMoment]
    }
    // The newest of m bars is (m − 1)/2 bars from the middle of them.
    let distance = (x - base) - mean
    mean += distance * (1 / Double(at + 1))
    moment += distance * (Double(at) / 2)
    let last = at == length - 1
    var total = moment
    if !last {
      let older = Double(length - at - 1)
      let step = (mean - cells[ring + at + 1]) + (base - cells[suffixBase])
      total = (cells[ring + length + at + 1] + moment) + step * (older * Double(at + 1) / 2)
    }
    if commits {
      cells[ring + at] = x
      if last {
        turn(cells, length)
      } else {
        cells.setInteger(position, at + 1)
        cells[prefixBase] = base
        cells[prefixMean] = mean
        cells[prefixMoment] = moment
      }
    }
    let count = Double(length)
    return ScalarArithmetic.finite(total / (count * (count * count - 1) / 12))
  }

  /// A chunk is full: its values become suffixes, and the next chunk begins.
  private static func turn(_ cells: Cells, _ length: Int) {
    let base = cells[ring + length - 1]
    cells[suffixBase] = base
    var mean = 0.0
    var moment = 0.0
    for i in stride(from: length - 1, through: 0, by: -1) {
      let distance = (cells[ring + i] - base) - mean
      mean += distance * (1 / Double(length - i))
      moment -= distance * (Double(length - i - 1) / 2)
      cells[ring + i] = mean
      cells[ring + length + i] = moment
    }
    cells.setInteger(position, 0)
  }

  @inline(never)
  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], commits: true) }
  }
}
