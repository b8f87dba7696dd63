/// Linearly weighted mean of the last n bars, the newest weighing n; by prefix and suffix.
///
/// Cells: position in the chunk, the prefix's sum and weighted sum, then n values of this chunk and n
/// suffix weighted sums of the one before.
enum WeightedMean {
  static let position = 0
  static let prefixSum = 1
  static let prefixWeighted = 2
  static let ring = 3

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    let length = slot.length
    let at = cells.integer(position)
    let sum = cells[prefixSum] + x
    let weighted = cells[prefixWeighted] + Double(at + 1) * x
    let last = at == length - 1
    let total =
      last
      ? weighted
      : cells[ring + length + at + 1] + (weighted + Double(length - at - 1) * sum)
    if commits {
      cells[ring + at] = x
      if last {
        turn(cells, length)
      } else {
        cells.setInteger(position, at + 1)
        cells[prefixSum] = sum
        cells[prefixWeighted] = weighted
      }
    }
    let result = total / (Double(length) * Double(length + 1) / 2)
    return result + result * 0
  }

  static func turn(_ cells: Cells, _ length: Int) {
    var sum = 0.0
    var weighted = 0.0
    for i in stride(from: length - 1, through: 0, by: -1) {
      let x = cells[ring + i]
      weighted += sum
      weighted += x
      sum += x
      cells[ring + length + i] = weighted
    }
    cells.setInteger(position, 0)
    cells[prefixSum] = 0
    cells[prefixWeighted] = 0
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], commits: true) }
  }
}
