import StratLanguage

/// A percentile of the last n bars, between two values in proportion.
///
/// Cells: position in the ring, then n values, `na` at first, then the same n sorted, `na` as +∞. −0
/// enters as +0, so that equal values have equal bits.
enum Percentile {
  static let position = 0
  static let ring = 1

  @inline(__always)
  static func step(
    _ cells: Cells, _ slot: Slot, _ x: Double, _ percent: Double, commits: Bool
  ) -> Double {
    let length = slot.length
    let at = cells.integer(position)
    let old = key(cells[ring + at])
    let new = key(x)
    let sorted = cells.advanced(by: ring + length)
    replace(old, by: new, in: sorted, length)
    let result = value(sorted, length, percent)
    if commits {
      cells[ring + at] = x
      cells.setInteger(position, at + 1 == length ? 0 : at + 1)
    } else {
      replace(new, by: old, in: sorted, length)
    }
    return ScalarArithmetic.finite(result)
  }

  @inline(__always)
  private static func key(_ x: Double) -> Double { x.isNaN ? .infinity : x + 0 }

  /// One leaves and one enters: what lies between them moves by a place.
  private static func replace(_ old: Double, by new: Double, in sorted: Cells, _ length: Int) {
    var low = 0
    var high = length
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < old { low = middle + 1 } else { high = middle }
    }
    var place = low
    while place + 1 < length, sorted[place + 1] < new {
      sorted[place] = sorted[place + 1]
      place += 1
    }
    while place > 0, sorted[place - 1] > new {
      sorted[place] = sorted[place - 1]
      place -= 1
    }
    sorted[place] = new
  }

  private static func value(_ sorted: Cells, _ length: Int, _ percent: Double) -> Double {
    guard sorted[length - 1] < .infinity, percent >= 0, percent <= 100 else { return .nan }
    let height = percent / 100 * Double(length - 1)
    let floor = height.rounded(.down)
    let low = Int(floor)
    let lower = sorted[low]
    return lower + (height - floor) * (sorted[min(low + 1, length - 1)] - lower)
  }

  @inline(never)
  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>,
    _ percent: Span<Double>
  ) {
    precondition(x.count == out.count && percent.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], percent[i], commits: true) }
  }
}
