import StratLanguage

/// `a crosses above b` and `b crosses above a` over the same rows, as an entry and its exit have
/// them: the operands are compared once.
///
/// Where one is above the other on every row, which of the two comparisons is true says everything.
/// A block with equal or missing operands goes through `Cross` twice.
enum CrossPair {
  private typealias Bytes16 = SIMD16<UInt8>
  private static let eachByte: UInt64 = 0x0101_0101_0101_0101

  static func block(
    _ upCells: Cells, _ downCells: Cells, _ slot: Slot, _ up: inout MutableSpan<UInt8>,
    _ down: inout MutableSpan<UInt8>, _ a: Span<Double>, _ b: Span<Double>
  ) {
    let count = up.count
    guard count > 0 else { return }
    precondition(down.count == count && a.count == count && b.count == count)
    guard compare(&up, &down, a, b) else {
      Cross.block(upCells, slot, &up, a, b)
      Cross.block(downCells, slot, &down, b, a)
      return
    }
    cross(&up, &down)
    up[0] = Cross.value(a[0], b[0], upCells[Cross.lastA], upCells[Cross.lastB])
    down[0] = Cross.value(b[0], a[0], downCells[Cross.lastA], downCells[Cross.lastB])
    upCells[Cross.lastA] = a[count - 1]
    upCells[Cross.lastB] = b[count - 1]
    downCells[Cross.lastA] = b[count - 1]
    downCells[Cross.lastB] = a[count - 1]
  }

  /// Writes 1 to `up` where a is above b, and to `down` where it is below, else 0.
  ///
  /// - Returns: whether it is one of the two on every row; stops soon after one where it is not.
  @inline(__always)
  private static func compare(
    _ up: inout MutableSpan<UInt8>, _ down: inout MutableSpan<UInt8>, _ a: Span<Double>,
    _ b: Span<Double>
  ) -> Bool {
    let count = up.count
    return unsafe a.withUnsafeBytes { a in
      unsafe b.withUnsafeBytes { b in
        unsafe up.withUnsafeMutableBytes { up in
          unsafe down.withUnsafeMutableBytes { down in
            guard let a = a.baseAddress, let b = b.baseAddress, let up = up.baseAddress,
              let down = down.baseAddress
            else { return false }
            var row = 0
            while row &+ 16 <= count {
              let x = unsafe a.loadUnaligned(fromByteOffset: row &* 8, as: SIMD16<Double>.self)
              let y = unsafe b.loadUnaligned(fromByteOffset: row &* 8, as: SIMD16<Double>.self)
              let above = bytes(x .> y)
              let below = bytes(x .< y)
              unsafe up.storeBytes(of: above, toByteOffset: row, as: Bytes16.self)
              unsafe down.storeBytes(of: below, toByteOffset: row, as: Bytes16.self)
              let either = unsafe unsafeBitCast(above | below, to: SIMD2<UInt64>.self)
              if either[0] & either[1] != eachByte { return false }
              row &+= 16
            }
            while row < count {
              let x = unsafe a.load(fromByteOffset: row &* 8, as: Double.self)
              let y = unsafe b.load(fromByteOffset: row &* 8, as: Double.self)
              if !(x < y || x > y) { return false }
              let above: UInt8 = x > y ? 1 : 0
              unsafe up.storeBytes(of: above, toByteOffset: row, as: UInt8.self)
              unsafe down.storeBytes(of: 1 &- above, toByteOffset: row, as: UInt8.self)
              row &+= 1
            }
            return true
          }
        }
      }
    }
  }

  /// Makes crosses of comparisons, from the last row down to row 1: each needs the one before.
  @inline(__always)
  private static func cross(_ up: inout MutableSpan<UInt8>, _ down: inout MutableSpan<UInt8>) {
    var end = up.count
    unsafe up.withUnsafeMutableBytes { up in
      unsafe down.withUnsafeMutableBytes { down in
        guard let up = up.baseAddress, let down = down.baseAddress else { return }
        while end > 8 {
          let row = end &- 8
          let above = unsafe up.loadUnaligned(fromByteOffset: row, as: UInt64.self)
          let below = unsafe down.loadUnaligned(fromByteOffset: row, as: UInt64.self)
          let aboveBefore = unsafe up.loadUnaligned(fromByteOffset: row &- 1, as: UInt64.self)
          let belowBefore = unsafe down.loadUnaligned(fromByteOffset: row &- 1, as: UInt64.self)
          unsafe up.storeBytes(
            of: 2 &* eachByte &- (above & belowBefore), toByteOffset: row, as: UInt64.self)
          unsafe down.storeBytes(
            of: 2 &* eachByte &- (below & aboveBefore), toByteOffset: row, as: UInt64.self)
          end = row
        }
        while end > 1 {
          let row = end &- 1
          let above = unsafe up.load(fromByteOffset: row, as: UInt8.self)
          let below = unsafe down.load(fromByteOffset: row, as: UInt8.self)
          let aboveBefore = unsafe up.load(fromByteOffset: row &- 1, as: UInt8.self)
          let belowBefore = unsafe down.load(fromByteOffset: row &- 1, as: UInt8.self)
          unsafe up.storeBytes(of: 2 &- (above & belowBefore), toByteOffset: row, as: UInt8.self)
          unsafe down.storeBytes(
            of: 2 &- (below & aboveBefore), toByteOffset: row, as: UInt8.self)
          end = row
        }
      }
    }
  }

  /// A byte for each lane, 1 where the mask is set.
  @inline(__always)
  private static func bytes(_ mask: SIMDMask<SIMD16<Int64>>) -> Bytes16 {
    let lanes = unsafe unsafeBitCast(mask, to: SIMD16<Int64>.self)
    return Bytes16(truncatingIfNeeded: lanes) & 1
  }
}
