/// Finds where rules come true, eight rows at a time.
enum RuleScan {
  private static let eachTrue: UInt64 = 0x0101_0101_0101_0101

  /// The first row from `row` on where one of two rules is true, or `end`; an empty column is
  /// never true.
  @inline(__always)
  static func next(_ a: Span<UInt8>, _ b: Span<UInt8>, from row: Int, to end: Int) -> Int {
    if b.isEmpty { return next(a, from: row, to: end) }
    if a.isEmpty { return next(b, from: row, to: end) }
    precondition(row >= 0 && end <= a.count && end <= b.count, "rows of the columns")
    let (x, y) = unsafe (a.bytes, b.bytes)
    var row = row
    while row &+ 8 <= end {
      let first = unsafe x.unsafeLoadUnaligned(fromUncheckedByteOffset: row, as: UInt64.self)
      let second = unsafe y.unsafeLoadUnaligned(fromUncheckedByteOffset: row, as: UInt64.self)
      let word = first | second
      let found = word.littleEndian & eachTrue
      if found != 0 { return row &+ found.trailingZeroBitCount >> 3 }
      row &+= 8
    }
    while row < end {
      if (a[row] | b[row]) & 1 == 1 { return row }
      row &+= 1
    }
    return end
  }

  @inline(__always)
  static func next(_ a: Span<UInt8>, from row: Int, to end: Int) -> Int {
    if a.isEmpty { return end }
    precondition(row >= 0 && end <= a.count, "rows of the column")
    let bytes = unsafe a.bytes
    var row = row
    while row &+ 32 <= end {
      let first = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: row, as: UInt64.self)
      let second = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: row &+ 8, as: UInt64.self)
      let third = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: row &+ 16, as: UInt64.self)
      let fourth = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: row &+ 24, as: UInt64.self)
      let any = (first | second | third | fourth) & eachTrue
      if any != 0 { break }
      row &+= 32
    }
    while row &+ 8 <= end {
      let word = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: row, as: UInt64.self)
      let found = word.littleEndian & eachTrue
      if found != 0 { return row &+ found.trailingZeroBitCount >> 3 }
      row &+= 8
    }
    while row < end {
      if a[row] & 1 == 1 { return row }
      row &+= 1
    }
    return end
  }
}
