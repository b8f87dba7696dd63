/// The value n bars ago.
///
/// Cells: position in the ring, then n values, `na` at first.
enum Lag {
  static let position = 0
  static let ring = 1

  @inline(__always)
  private static func advance(_ cells: Cells, _ slot: Slot, from at: Int) {
    cells.setInteger(position, at + 1 == slot.length ? 0 : at + 1)
  }

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    let at = cells.integer(position)
    let old = cells[ring + at]
    if commits {
      cells[ring + at] = x
      advance(cells, slot, from: at)
    }
    return old
  }

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: UInt8, commits: Bool) -> UInt8 {
    let at = cells.integer(position)
    let old = UInt8(truncatingIfNeeded: cells.integer(ring + at))
    if commits {
      cells.setInteger(ring + at, Int(x))
      advance(cells, slot, from: at)
    }
    return old
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    let count = out.count
    precondition(x.count == count)
    let length = slot.length
    guard count > length else {
      for i in 0..<count { out[i] = step(cells, slot, x[i], commits: true) }
      return
    }
    // First what the ring remembers, oldest first; then this block's own values, shifted.
    let at = cells.integer(position)
    for i in 0..<length {
      let index = at + i
      out[i] = cells[ring + (index < length ? index : index - length)]
    }
    let rest = count - length
    let source = x.extracting(0..<rest)
    for i in 0..<rest { out[length + i] = source[i] }
    // The ring ends up where single steps would have left it.
    let end = (at + count) % length
    for i in 0..<length {
      let index = end + i
      cells[ring + (index < length ? index : index - length)] = x[rest + i]
    }
    cells.setInteger(position, end)
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<UInt8>, _ x: Span<UInt8>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], commits: true) }
  }
}

/// A self-referring series reads its own past from the ring that its `keep` fills.
enum Past {
  @inline(__always)
  static func index(_ cells: Cells, _ slot: Slot, bars: Int) -> Int {
    let at = cells.integer(Lag.position) - bars
    return Lag.ring + (at < 0 ? at + slot.length : at)
  }

  @inline(__always)
  static func number(_ cells: Cells, _ slot: Slot, bars: Int) -> Double {
    cells[index(cells, slot, bars: bars)]
  }

  @inline(__always)
  static func truth(_ cells: Cells, _ slot: Slot, bars: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: cells.integer(index(cells, slot, bars: bars)))
  }
}
