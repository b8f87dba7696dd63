import StratLanguage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Mean of the last n bars under a bell curve (ALMA).
///
/// The weights depend on nothing but offset and sigma; they are kept with the two they belong to,
/// so that they are computed once where those do not change.
///
/// Cells: position in the ring, offset, sigma and sum of the kept weights, then n weights (oldest
/// first) and n values.
enum GaussianMean {
  static let position = 0
  static let offset = 1
  static let sigma = 2
  static let total = 3
  static let weights = 4

  @inline(__always)
  static func step(
    _ cells: Cells, _ slot: Slot, _ x: Double, _ middle: Double, _ width: Double, commits: Bool
  ) -> Double {
    let length = slot.length
    let at = cells.integer(position)
    let ring = cells.advanced(by: weights + length)
    let isKept = cells[offset] == middle && cells[sigma] == width
    if !isKept, commits { keep(cells, length, middle, width) }
    var sum = 0.0
    var all = cells[total]
    if isKept || commits {
      for i in 0..<length - 1 { sum += cells[weights + i] * ring[place(i, after: at, length)] }
      sum += cells[weights + length - 1] * x
    } else {
      all = 0
      for i in 0..<length {
        let weight = weight(i, length, middle, width)
        all += weight
        sum += weight * (i == length - 1 ? x : ring[place(i, after: at, length)])
      }
    }
    if commits {
      ring[at] = x
      cells.setInteger(position, at + 1 == length ? 0 : at + 1)
    }
    return ScalarArithmetic.finite(sum / all)
  }

  /// Where the i-th oldest value is, when the newest goes to `at`.
  @inline(__always)
  private static func place(_ i: Int, after at: Int, _ length: Int) -> Int {
    let place = at + 1 + i
    return place < length ? place : place - length
  }

  private static func keep(_ cells: Cells, _ length: Int, _ middle: Double, _ width: Double) {
    var all = 0.0
    for i in 0..<length {
      let weight = weight(i, length, middle, width)
      cells[weights + i] = weight
      all += weight
    }
    cells[offset] = middle
    cells[sigma] = width
    cells[total] = all
  }

  @inline(__always)
  private static func weight(
    _ i: Int, _ length: Int, _ middle: Double, _ width: Double
  ) -> Double {
    let scale = Double(length) / width
    let distance = Double(i) - middle * Double(length - 1)
    return exp(-(distance * distance) / (2 * (scale * scale)))
  }

  @inline(never)
  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>,
    _ middle: Span<Double>, _ width: Span<Double>
  ) {
    let count = out.count
    precondition(x.count == count && middle.count == count && width.count == count)
    for i in 0..<count { out[i] = step(cells, slot, x[i], middle[i], width[i], commits: true) }
  }
}
