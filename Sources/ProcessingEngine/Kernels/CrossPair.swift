import StratLanguage

/// `a crosses above b` and `b crosses above a` over the same rows, as an entry and its exit have
/// them: the operands are compared once.
///
/// Where on eight rows one is above the other on each, which comparison is true says everything;
/// rows with equal or missing operands go through `Cross.value`.
enum CrossPair {
  private static let eachByte: UInt64 = 0x0101_0101_0101_0101

  static func block(
    _ upCells: Cells, _ downCells: Cells, _ up: inout MutableSpan<UInt8>,
    _ down: inout MutableSpan<UInt8>, _ a: Span<Double>, _ b: Span<Double>
  ) {
    let count = up.count
    guard count > 0 else { return }
    precondition(down.count == count && a.count == count && b.count == count)
    up[0] = Cross.value(a[0], b[0], upCells[Cross.lastA], upCells[Cross.lastB])
    down[0] = Cross.value(b[0], a[0], downCells[Cross.lastA], downCells[Cross.lastB])
    rows(&up, &down, a, b)
    upCells[Cross.lastA] = a[count - 1]
    upCells[Cross.lastB] = b[count - 1]
    downCells[Cross.lastA] = b[count - 1]
    downCells[Cross.lastB] = a[count - 1]
  }

  /// Rows 1 on, sixteen at a time.
  @inline(__always)
  private static func rows(
    _ up: inout MutableSpan<UInt8>, _ down: inout MutableSpan<UInt8>, _ a: Span<Double>,
    _ b: Span<Double>
  ) {
    let count = up.count
    var row = 1
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe up.withUnsafeMutableBufferPointer { up in
          unsafe down.withUnsafeMutableBufferPointer { down in
            guard let a = a.baseAddress, let b = b.baseAddress, let up = up.baseAddress,
              let down = down.baseAddress
            else { return }
            let (rawA, rawB) = unsafe (UnsafeRawPointer(a), UnsafeRawPointer(b))
            let (rawUp, rawDown) = (UnsafeMutableRawPointer(up), UnsafeMutableRawPointer(down))
            while row &+ 16 <= count {
              let x = unsafe rawA.loadUnaligned(
                fromByteOffset: row &* 8, as: SIMD16<Double>.self)
              let y = unsafe rawB.loadUnaligned(
                fromByteOffset: row &* 8, as: SIMD16<Double>.self)
              let above = words(x .> y)
              let below = words(x .< y)
              for half in 0..<2 {
                let (gt, lt) = (above[half], below[half])
                let pastA = unsafe a[row &- 1]
                let pastB = unsafe b[row &- 1]
                if gt | lt == eachByte, pastA < pastB || pastA > pastB {
                  let crossedUp = gt & (lt << 8 | (pastA < pastB ? 1 : 0))
                  let crossedDown = lt & (gt << 8 | (pastA > pastB ? 1 : 0))
                  unsafe rawUp.storeBytes(
                    of: (crossedUp | (eachByte & ~crossedUp) << 1).littleEndian,
                    toByteOffset: row, as: UInt64.self)
                  unsafe rawDown.storeBytes(
                    of: (crossedDown | (eachByte & ~crossedDown) << 1).littleEndian,
                    toByteOffset: row, as: UInt64.self)
                } else {
                  for row in row..<row &+ 8 {
                    unsafe up[row] = Cross.value(a[row], b[row], a[row &- 1], b[row &- 1])
                    unsafe down[row] = Cross.value(b[row], a[row], b[row &- 1], a[row &- 1])
                  }
                }
                row &+= 8
              }
            }
            while row < count {
              unsafe up[row] = Cross.value(a[row], b[row], a[row &- 1], b[row &- 1])
              unsafe down[row] = Cross.value(b[row], a[row], b[row &- 1], a[row &- 1])
              row &+= 1
            }
          }
        }
      }
    }
  }

  /// A byte for each lane, 1 where the mask is set, the first lane lowest.
  @inline(__always)
  private static func words(_ mask: SIMDMask<SIMD16<Int64>>) -> SIMD2<UInt64> {
    let lanes = unsafe unsafeBitCast(mask, to: SIMD16<Int64>.self)
    let bytes = SIMD16<UInt8>(truncatingIfNeeded: lanes) & 1
    let words = unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return SIMD2(words[0].littleEndian, words[1].littleEndian)
  }
}
