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
  ///
  /// - Parameters:
  ///   - end: the first place whose suffix sum is known already.
  ///   - known: that sum.
  static func turn(_ cells: Cells, _ end: Int, _ known: Double = 0) {
    var suffix = known
    for i in stride(from: end - 1, through: 0, by: -1) {
      suffix += cells[ring + i]
      cells[ring + i] = suffix
    }
    cells.setInteger(position, 0)
    cells[prefix] = 0
  }

  @inline(never)
  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    block(cells, slot, &out, x, Total())
  }

  /// Sums of a block.
  ///
  /// Where a chunk ends inside it, the suffix sums that the next chunk needs are added up, from the
  /// end, in the same loop as the prefix: each of the two chains of additions waits only for itself.
  ///
  /// - Parameter finish: what becomes of a sum; so that it, too, overlaps with the additions.
  @inline(__always)
  static func block<Finish: WindowSumFinish>(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>,
    _ finish: Finish
  ) {
    let count = out.count
    let length = slot.length
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: length + 4) { next in
      unsafe Lanes.with(&out, x) { out, x in
        guard let next = next.baseAddress else { return }
        var row = 0
        while row < count {
          let at = cells.integer(position)
          let shift = ring + at - row
          let steps = min(length - at, count - row)
          let turns = at + steps == length
          // The row that completes the chunk has no suffix ahead of it.
          let end = row + steps - (turns ? 1 : 0)
          var sum = cells[prefix]
          var suffix = 0.0
          // The suffix sum of this chunk from `done` on is known.
          var done = length
          if turns {
            // From the last row backwards, four at a time, while the prefix goes forwards.
            while row &+ 4 <= end {
              let back = unsafe Lanes.load4(x, end &+ 1 &- (length &- done) &- 4)
              let values = unsafe Lanes.load4(x, row)
              let first = sum + values[0]
              let last = suffix + back[3]
              let second = first + values[1]
              let third = last + back[2]
              let fourth = second + values[2]
              let fifth = third + back[1]
              sum = fourth + values[3]
              suffix = fifth + back[0]
              done &-= 4
              unsafe Lanes.store(SIMD4(suffix, fifth, third, last), next, done)
              let result = cells.lanes(shift &+ row &+ 1) + SIMD4(first, second, fourth, sum)
              cells.setLanes(shift &+ row, values)
              unsafe Lanes.store(finish(result + result * 0), out, row)
              row &+= 4
            }
          } else {
            while row &+ 4 <= end {
              let values = unsafe Lanes.load4(x, row)
              let first = sum + values[0]
              let second = first + values[1]
              let third = second + values[2]
              sum = third + values[3]
              let result = cells.lanes(shift &+ row &+ 1) + SIMD4(first, second, third, sum)
              cells.setLanes(shift &+ row, values)
              unsafe Lanes.store(finish(result + result * 0), out, row)
              row &+= 4
            }
          }
          while row < end {
            let value = unsafe x[row]
            sum += value
            let result = cells[shift &+ row &+ 1] + sum
            cells[shift &+ row] = value
            unsafe out[row] = finish(result + result * 0)
            row &+= 1
          }
          guard turns else {
            cells[prefix] = sum
            cells.setInteger(position, at + steps)
            continue
          }
          let value = unsafe x[row]
          let result = sum + value
          cells[ring + length - 1] = value
          unsafe out[row] = finish(result + result * 0)
          row &+= 1
          turn(cells, done, suffix)
          for i in done..<length { cells[ring + i] = unsafe next[i] }
        }
      }
    }
  }
}

/// What a window makes of its sum.
protocol WindowSumFinish {
  func callAsFunction(_ sum: Double) -> Double
  func callAsFunction(_ sums: SIMD4<Double>) -> SIMD4<Double>
}

/// The sum itself.
struct Total: WindowSumFinish {
  @inline(__always)
  func callAsFunction(_ sum: Double) -> Double { sum }

  @inline(__always)
  func callAsFunction(_ sums: SIMD4<Double>) -> SIMD4<Double> { sums }
}

/// The sum divided by n.
struct Quotient: WindowSumFinish {
  private let length: Double

  @inline(__always)
  init(_ slot: Slot) { length = Double(slot.length) }

  @inline(__always)
  func callAsFunction(_ sum: Double) -> Double { sum / length }

  @inline(__always)
  func callAsFunction(_ sums: SIMD4<Double>) -> SIMD4<Double> { sums / SIMD4(repeating: length) }
}

/// The sum divided by n.
enum WindowMean {
  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    Quotient(slot)(WindowSum.step(cells, slot, x, commits: commits))
  }

  @inline(never)
  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    WindowSum.block(cells, slot, &out, x, Quotient(slot))
  }
}
