/// Counts of true and of false over the last n bars: whole numbers, so added and subtracted exactly.
///
/// Cells: position in the ring, trues, falses, then n truths.
enum TruthWindow {
  static let position = 0
  static let trues = 1
  static let falses = 2
  static let ring = 3

  struct Counts {
    var trues: Int
    var falses: Int
  }

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: UInt8, commits: Bool) -> Counts {
    let at = cells.integer(position)
    let old = cells.integer(ring + at)
    let counts = Counts(
      trues: cells.integer(trues) + Int(x & 1) - (old & 1),
      falses: cells.integer(falses) + Int(x >> 1) - (old >> 1))
    if commits {
      cells.setInteger(ring + at, Int(x))
      cells.setInteger(position, at + 1 == slot.length ? 0 : at + 1)
      cells.setInteger(trues, counts.trues)
      cells.setInteger(falses, counts.falses)
    }
    return counts
  }

  @inline(__always)
  static func count(_ counts: Counts, _ slot: Slot) -> Double {
    counts.trues + counts.falses == slot.length ? Double(counts.trues) : .nan
  }

  @inline(__always)
  static func any(_ counts: Counts, _ slot: Slot) -> UInt8 {
    counts.trues > 0 ? 1 : (counts.falses == slot.length ? 2 : 0)
  }

  @inline(__always)
  static func all(_ counts: Counts, _ slot: Slot) -> UInt8 {
    counts.falses > 0 ? 2 : (counts.trues == slot.length ? 1 : 0)
  }

  static func countBlock(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<UInt8>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = count(step(cells, slot, x[i], commits: true), slot) }
  }

  static func anyBlock(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<UInt8>, _ x: Span<UInt8>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = any(step(cells, slot, x[i], commits: true), slot) }
  }

  static func allBlock(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<UInt8>, _ x: Span<UInt8>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = all(step(cells, slot, x[i], commits: true), slot) }
  }
}
