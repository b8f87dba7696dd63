/// Population standard deviation of the last n bars: Welford within prefix and suffix, merged by
/// Chan's formula, so that nothing cancels however small the moves.
///
/// Cells: position in the chunk, the prefix's mean and squared distance, then n suffix means
/// (before the position: this chunk's values) and n suffix squared distances.
enum Deviation {
  static let position = 0
  static let prefixMean = 1
  static let prefixSquares = 2
  static let ring = 3

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
    var prefix = Segment(mean: cells[prefixMean], squares: cells[prefixSquares])
    prefix.take(x, size: at + 1)
    let last = at == length - 1
    var squares = prefix.squares
    if !last {
      let older = Double(length - at - 1)
      let distance = prefix.mean - cells[ring + at + 1]
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
      }
    }
    // Rounding can leave a tiny negative sum; an overflow leaves −∞, and that is `na`, not zero.
    let total = squares + squares * 0
    return ((total < 0 ? 0 : total) / Double(length)).squareRoot()
  }

  static func turn(_ cells: Cells, _ length: Int) {
    var suffix = Segment(mean: 0, squares: 0)
    for i in stride(from: length - 1, through: 0, by: -1) {
      suffix.take(cells[ring + i], size: length - i)
      cells[ring + i] = suffix.mean
      cells[ring + length + i] = suffix.squares
    }
    cells.setInteger(position, 0)
    cells[prefixMean] = 0
    cells[prefixSquares] = 0
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], commits: true) }
  }
}
