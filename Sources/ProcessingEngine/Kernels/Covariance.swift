import StratLanguage

/// Population covariance of two series over the last n bars: co-moments of prefix and suffix,
/// merged, each counted from a base of its own (see `Deviation`) so that nothing cancels.
///
/// Cells: position in the chunk; the prefix's bases, means and co-moment; the suffix's bases; then n
/// means of x and n of y (before the position: this chunk's values) and n co-moments.
enum Covariance {
  static let position = 0
  static let baseX = 1
  static let baseY = 2
  static let meanX = 3
  static let meanY = 4
  static let moment = 5
  static let suffixBaseX = 6
  static let suffixBaseY = 7
  static let ring = 8

  /// A run of pairs: both means from their bases, and the sum of products of their distances.
  struct Segment {
    var meanX = 0.0
    var meanY = 0.0
    var moment = 0.0

    /// Takes in one more pair as the `size`-th.
    @inline(__always)
    mutating func take(_ x: Double, _ y: Double, size: Int) {
      let share = 1 / Double(size)
      let distance = x - meanX
      meanX += distance * share
      meanY += (y - meanY) * share
      moment += distance * (y - meanY)
    }
  }

  @inline(__always)
  static func step(
    _ cells: Cells, _ slot: Slot, _ x: Double, _ y: Double, commits: Bool
  ) -> Double {
    let length = slot.length
    let at = cells.integer(position)
    var prefix = Segment()
    var (left, right) = (x, y)
    if at > 0 {
      (left, right) = (cells[baseX], cells[baseY])
      prefix = Segment(meanX: cells[meanX], meanY: cells[meanY], moment: cells[moment])
    }
    prefix.take(x - left, y - right, size: at + 1)
    let last = at == length - 1
    var total = prefix.moment
    if !last {
      let next = ring + at + 1
      let older = Double(length - at - 1)
      let distanceX = (prefix.meanX - cells[next]) + (left - cells[suffixBaseX])
      let distanceY = (prefix.meanY - cells[next + length]) + (right - cells[suffixBaseY])
      total =
        (cells[next + 2 * length] + prefix.moment)
        + (distanceX * distanceY) * (older * Double(at + 1) / Double(length))
    }
    if commits {
      cells[ring + at] = x
      cells[ring + length + at] = y
      if last {
        turn(cells, length)
      } else {
        cells.setInteger(position, at + 1)
        cells[baseX] = left
        cells[baseY] = right
        cells[meanX] = prefix.meanX
        cells[meanY] = prefix.meanY
        cells[moment] = prefix.moment
      }
    }
    return ScalarArithmetic.finite(total / Double(length))
  }

  /// A chunk is full: its values become suffixes, and the next chunk begins.
  private static func turn(_ cells: Cells, _ length: Int) {
    var suffix = Segment()
    let left = cells[ring + length - 1]
    let right = cells[ring + 2 * length - 1]
    cells[suffixBaseX] = left
    cells[suffixBaseY] = right
    for i in stride(from: length - 1, through: 0, by: -1) {
      suffix.take(cells[ring + i] - left, cells[ring + length + i] - right, size: length - i)
      cells[ring + i] = suffix.meanX
      cells[ring + length + i] = suffix.meanY
      cells[ring + 2 * length + i] = suffix.moment
    }
    cells.setInteger(position, 0)
  }

  @inline(never)
  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>,
    _ y: Span<Double>
  ) {
    precondition(x.count == out.count && y.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], y[i], commits: true) }
  }
}
