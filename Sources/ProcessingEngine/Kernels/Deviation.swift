/// Population standard deviation of the last n bars: Welford within prefix and suffix, merged by
/// Chan's formula, so that nothing cancels.
///
/// Each of the two counts from a base, a value of its own that it holds as long as it lasts: the
/// first of the chunk for the prefix, the last of the chunk before for the suffix. Near such a base
/// the differences are exact, so a price of 30,000 that moves by thousandths keeps all its digits,
/// and a base that is `na` or absurd leaves with the window.
///
/// Cells: position in the chunk, the prefix's mean, squared distance and base, the suffix's base,
/// then n suffix means (before the position: this chunk's values) and n suffix squared distances.
enum Deviation {
  static let position = 0
  static let prefixMean = 1
  static let prefixSquares = 2
  static let prefixBase = 3
  static let suffixBase = 4
  static let ring = 5

  /// A run of values: their mean and the sum of squared distances from it.
  struct Segment {
    var mean: Double
    var squares: Double

    /// Takes in one more value as the `size`-th.
    @inline(__always)
    mutating func take(_ x: Double, size: Int) {
      let distance = x - mean
      mean += distance * (1 / Double(size))
      squares += distance * (x - mean)
    }
  }

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    let length = slot.length
    let at = cells.integer(position)
    let isFirst = at == 0
    let base = isFirst ? x : cells[prefixBase]
    var prefix = Segment(
      mean: isFirst ? 0 : cells[prefixMean], squares: isFirst ? 0 : cells[prefixSquares])
    prefix.take(x - base, size: at + 1)
    let last = at == length - 1
    var squares = prefix.squares
    if !last {
      let older = Double(length - at - 1)
      let distance = (prefix.mean - cells[ring + at + 1]) + (base - cells[suffixBase])
      squares =
        (cells[ring + length + at + 1] + prefix.squares)
        + (distance * distance) * (older * Double(at + 1) / Double(length))
    }
    if commits {
      cells[ring + at] = x
      if last {
        turn(cells, length)
      } else {
        cells.setInteger(position, at + 1)
        cells[prefixMean] = prefix.mean
        cells[prefixSquares] = prefix.squares
        cells[prefixBase] = base
      }
    }
    // Never below zero: a mean that takes in x rounds to somewhere between itself and x, so that both
    // distances have one sign. An overflow leaves an infinity, and that is `na`.
    return ((squares + squares * 0) / Double(length)).squareRoot()
  }

  static func turn(_ cells: Cells, _ length: Int) {
    var suffix = Segment(mean: 0, squares: 0)
    let base = cells[ring + length - 1]
    cells[suffixBase] = base
    for i in stride(from: length - 1, through: 0, by: -1) {
      suffix.take(cells[ring + i] - base, size: length - i)
      cells[ring + i] = suffix.mean
      cells[ring + length + i] = suffix.squares
    }
    cells.setInteger(position, 0)
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], commits: true) }
  }
}
