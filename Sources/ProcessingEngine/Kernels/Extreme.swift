import StratLanguage

/// Which of two values is the extreme.
protocol ExtremeOrder {
  /// Whether the older one stays ahead of the newer.
  static func keeps(older: Double, newer: Double) -> Bool
}

/// An order by which a window finds the extreme itself.
protocol ExtremeChoice: ExtremeOrder {
  /// What is worse than every number.
  static var worst: Double { get }
  /// The better one; of equals the newer.
  static func better(older: Double, newer: Double) -> Double
  /// The same in four lanes.
  static func better(older: SIMD4<Double>, newer: SIMD4<Double>) -> SIMD4<Double>
}

enum Highest: ExtremeChoice {
  static var worst: Double { -.infinity }

  @inline(__always)
  static func better(older: Double, newer: Double) -> Double { older > newer ? older : newer }

  @inline(__always)
  static func better(older: SIMD4<Double>, newer: SIMD4<Double>) -> SIMD4<Double> {
    newer.replacing(with: older, where: older .> newer)
  }

  @inline(__always)
  static func keeps(older: Double, newer: Double) -> Bool { older > newer }
}

enum Lowest: ExtremeChoice {
  static var worst: Double { .infinity }

  @inline(__always)
  static func better(older: Double, newer: Double) -> Double { older < newer ? older : newer }

  @inline(__always)
  static func better(older: SIMD4<Double>, newer: SIMD4<Double>) -> SIMD4<Double> {
    newer.replacing(with: older, where: older .< newer)
  }

  @inline(__always)
  static func keeps(older: Double, newer: Double) -> Bool { older < newer }
}

/// Highest or lowest of the last n bars by prefix and suffix, O(1) a bar whatever n is.
///
/// Cells: position in the chunk, the prefix's extreme, how many bars in a row were not `na`, then n
/// cells (before the position this chunk's values, after it suffix extremes of the chunk before).
/// `na` enters as the worst value; the run of good bars says whether the window is clean.
enum Extreme<Order: ExtremeChoice> {
  static var position: Int { 0 }
  static var prefix: Int { 1 }
  static var run: Int { 2 }
  static var ring: Int { 3 }

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    let length = slot.length
    let at = cells.integer(position)
    let good = x == x
    let value = good ? x : Order.worst
    let clean = good ? cells.integer(run) + 1 : 0
    let best = Order.better(older: at == 0 ? Order.worst : cells[prefix], newer: value)
    let last = at == length - 1
    let result = last ? best : Order.better(older: cells[ring + at + 1], newer: best)
    if commits {
      cells.setInteger(run, clean)
      cells[ring + at] = value
      if last {
        turn(cells, length)
      } else {
        cells.setInteger(position, at + 1)
        cells[prefix] = best
      }
    }
    return clean >= length ? result : .nan
  }

  static func turn(_ cells: Cells, _ length: Int) {
    var suffix = cells[ring + length - 1]
    for i in stride(from: length - 2, through: 0, by: -1) {
      suffix = Order.better(older: cells[ring + i], newer: suffix)
      cells[ring + i] = suffix
    }
    cells.setInteger(position, 0)
    cells[prefix] = Order.worst
  }

  private static func holdsMissing(_ values: Span<Double>) -> Bool {
    var missing: UInt8 = 0
    for i in 0..<values.count { missing |= ScalarArithmetic.byte(values[i] != values[i]) }
    return missing != 0
  }

  /// Windows that doubling reaches in fewer passes than chunks cost steps.
  private static var longestDoubled: Int { 128 }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    precondition(x.count == out.count, "as many results as inputs")
    let length = slot.length
    guard cells.integer(run) >= length, !holdsMissing(x) else {
      for row in 0..<x.count { out[row] = step(cells, slot, x[row], commits: true) }
      return
    }
    if length <= min(longestDoubled, x.count) {
      blockByDoubling(cells, length, &out, x)
    } else {
      blockByChunks(cells, slot, &out, x)
    }
  }

  /// - Precondition: no row is `na`, nor is any in the window before.
  private static func blockByChunks(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    var row = 0
    while row < x.count {
      let at = cells.integer(position)
      // Up to the last but one of the chunk, then the last, which turns it.
      let steps = min(slot.length - 1 - at, x.count - row)
      var best = at == 0 ? Order.worst : cells[prefix]
      let ahead = cells.advanced(by: ring + at)
      let values = x.extracting(row..<row + steps)
      var results = out._mutatingExtracting(row..<row + steps)
      for i in 0..<steps {
        let value = values[i]
        best = Order.better(older: best, newer: value)
        results[i] = Order.better(older: ahead[i + 1], newer: best)
        ahead[i] = value
      }
      cells[prefix] = best
      cells.setInteger(run, cells.integer(run) + steps)
      cells.setInteger(position, at + steps)
      row += steps
      if row < x.count {
        out[row] = step(cells, slot, x[row], commits: true)
        row += 1
      }
    }
  }
}

/// How many bars ago the extreme of the last n bars was; the latest of equals.
///
/// Cells: position in the chunk, run of good bars, the prefix's extreme and its place, then n
/// extremes and n places (places are positions in their chunk). An `na` is ahead of nothing, and the
/// run of good bars says whether the window is clean.
enum ExtremeBar<Order: ExtremeOrder> {
  static var position: Int { 0 }
  static var run: Int { 1 }
  static var prefix: Int { 2 }
  static var place: Int { 3 }
  static var ring: Int { 4 }

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    let length = slot.length
    let at = cells.integer(position)
    let clean = x == x ? cells.integer(run) + 1 : 0
    var best = cells[prefix]
    var bestPlace = cells.integer(place)
    if at == 0 || !Order.keeps(older: best, newer: x) {
      best = x
      bestPlace = at
    }
    let last = at == length - 1
    var age = at - bestPlace
    if !last, Order.keeps(older: cells[ring + at + 1], newer: best) {
      age = at + length - cells.integer(ring + length + at + 1)
    }
    if commits {
      cells.setInteger(run, clean)
      cells[ring + at] = x
      if last {
        turn(cells, length)
      } else {
        cells.setInteger(position, at + 1)
        cells[prefix] = best
        cells.setInteger(place, bestPlace)
      }
    }
    return clean >= length ? Double(age) : .nan
  }

  static func turn(_ cells: Cells, _ length: Int) {
    var suffix = cells[ring + length - 1]
    var suffixPlace = length - 1
    cells.setInteger(ring + length + length - 1, suffixPlace)
    for i in stride(from: length - 2, through: 0, by: -1) {
      if Order.keeps(older: cells[ring + i], newer: suffix) {
        suffix = cells[ring + i]
        suffixPlace = i
      }
      cells[ring + i] = suffix
      cells.setInteger(ring + length + i, suffixPlace)
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
