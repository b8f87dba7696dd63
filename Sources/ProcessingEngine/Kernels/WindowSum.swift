/// Sum and mean of the last n bars by prefix and suffix: neither drifts nor cancels, and an `na`
/// is gone when it has left the window.
///
/// Cells: position in the chunk, prefix sum of the chunk, then n cells. Those before the position
/// hold this chunk's values, the others suffix sums of the chunk before.
enum WindowSum {
  static let position = 0
  static let prefix = 1
  static let ring = 2

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    let at = cells.integer(position)
    let sum = cells[prefix] + x
    let last = at == slot.length - 1
    let result = last ? sum : cells[ring + at + 1] + sum
    if commits {
      cells[ring + at] = x
      if last {
        turn(cells, slot.length)
      } else {
        cells.setInteger(position, at + 1)
        cells[prefix] = sum
      }
    }
    return result + result * 0
  }

  /// A chunk is full: its values become suffix sums, and the next chunk begins.
  static func turn(_ cells: Cells, _ length: Int) {
    var suffix = 0.0
    for i in stride(from: length - 1, through: 0, by: -1) {
      suffix += cells[ring + i]
      cells[ring + i] = suffix
    }
    cells.setInteger(position, 0)
    cells[prefix] = 0
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    let count = out.count
    precondition(x.count == count)
    var row = 0
    while row < count {
      let at = cells.integer(position)
      // Up to the last but one of the chunk, then the last, which turns it.
      let steps = min(slot.length - 1 - at, count - row)
      var sum = cells[prefix]
      let ahead = cells.advanced(by: ring + at)
      let values = x.extracting(row..<row + steps)
      var results = out._mutatingExtracting(row..<row + steps)
      for i in 0..<steps {
        let value = values[i]
        sum += value
        let result = ahead[i + 1] + sum
        ahead[i] = value
        results[i] = result + result * 0
      }
      cells[prefix] = sum
      cells.setInteger(position, at + steps)
      row += steps
      if row < count {
        out[row] = step(cells, slot, x[row], commits: true)
        row += 1
      }
    }
  }
}

/// The sum divided by n.
enum WindowMean {
  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    WindowSum.step(cells, slot, x, commits: commits) / Double(slot.length)
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    WindowSum.block(cells, slot, &out, x)
    let length = Double(slot.length)
    for i in 0..<out.count { out[i] = out[i] / length }
  }
}
