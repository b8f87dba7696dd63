/// Turns a column of bare numbers into milliseconds since the epoch.
///
/// All numbers are in the unit of the largest, unless the column jumps by more than a factor of
/// 100 where the unit by magnitude changes: a real series passes that limit in small steps, but
/// files put together from two sources do not. Then each number is read by its own magnitude.
enum EpochColumn {
  /// Converts in place; returns the first row whose unit differs from the first row's, if any.
  static func convertToMilliseconds(_ column: inout [Int64]) -> Int? {
    var least = UInt64.max
    var largest: UInt64 = 0
    for value in column {
      least = min(least, value.magnitude)
      largest = max(largest, value.magnitude)
    }
    let unit = EpochUnit(magnitude: largest)
    if EpochUnit(magnitude: least) != unit, let change = firstChangeOfUnit(column) {
      for row in column.indices {
        column[row] = EpochUnit(magnitude: column[row].magnitude).milliseconds(column[row])
      }
      return change
    }
    if unit != .milliseconds {
      for row in column.indices { column[row] = unit.milliseconds(column[row]) }
    }
    return nil
  }

  private static func firstChangeOfUnit(_ column: [Int64]) -> Int? {
    // Zero is the same moment in every unit.
    var extents = [(least: UInt64, largest: UInt64)?](
      repeating: nil, count: EpochUnit.allCases.count)
    for value in column where value != 0 {
      let unit = EpochUnit(magnitude: value.magnitude).rawValue
      let old = extents[unit] ?? (value.magnitude, value.magnitude)
      extents[unit] = (min(old.least, value.magnitude), max(old.largest, value.magnitude))
    }
    let present = extents.compactMap { $0 }
    let jumps = zip(present, present.dropFirst()).contains { below, above in
      above.least / below.largest >= 100
    }
    guard jumps, let first = column.first(where: { $0 != 0 }) else { return nil }
    let unit = EpochUnit(magnitude: first.magnitude)
    return column.firstIndex { $0 != 0 && EpochUnit(magnitude: $0.magnitude) != unit }
  }
}
