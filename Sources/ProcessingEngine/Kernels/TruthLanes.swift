import StratLanguage

/// Comparisons eight rows at a time: masks become Kleene bytes without a branch and with one
/// narrowing, which the compiler does not find by itself.
enum TruthLanes {
  typealias Lanes8 = SIMD8<Double>
  typealias Mask = SIMDMask<SIMD8<Int64>>

  /// One bit for true, one for false; neither where an operand is `na`.
  @inline(__always)
  static func kleene(true isTrue: Mask, false isFalse: Mask) -> SIMD8<UInt8> {
    let ones = unsafe unsafeBitCast(isTrue, to: SIMD8<Int64>.self) & 1
    let twos = unsafe unsafeBitCast(isFalse, to: SIMD8<Int64>.self) & 2
    return SIMD8<UInt8>(truncatingIfNeeded: ones | twos)
  }

  @inline(__always)
  static func compare(
    _ out: inout MutableSpan<UInt8>, _ a: Span<Double>, _ b: Span<Double>,
    _ lanes: (Lanes8, Lanes8) -> SIMD8<UInt8>, _ scalar: (Double, Double) -> UInt8
  ) {
    let count = out.count
    precondition(a.count == count && b.count == count)
    var row = 0
    let whole = count & ~7
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe out.withUnsafeMutableBufferPointer { out in
          guard let a = a.baseAddress, let b = b.baseAddress, let out = out.baseAddress else {
            return
          }
          let rawA = unsafe UnsafeRawPointer(a)
          let rawB = unsafe UnsafeRawPointer(b)
          let rawOut = UnsafeMutableRawPointer(out)
          while row < whole {
            let x = unsafe rawA.loadUnaligned(fromByteOffset: row &* 8, as: Lanes8.self)
            let y = unsafe rawB.loadUnaligned(fromByteOffset: row &* 8, as: Lanes8.self)
            unsafe rawOut.storeBytes(of: lanes(x, y), toByteOffset: row, as: SIMD8<UInt8>.self)
            row &+= 8
          }
          while row < count {
            unsafe out[row] = scalar(a[row], b[row])
            row &+= 1
          }
        }
      }
    }
  }

  private static let eachByte: UInt64 = 0x0101_0101_0101_0101

  /// The cross of `Cross.value` for rows 1 on; row 0 needs the state.
  @inline(__always)
  static func crosses(_ out: inout MutableSpan<UInt8>, _ a: Span<Double>, _ b: Span<Double>) {
    let count = out.count
    precondition(a.count == count && b.count == count)
    var row = 1
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe out.withUnsafeMutableBufferPointer { out in
          guard let a = a.baseAddress, let b = b.baseAddress, let out = out.baseAddress else {
            return
          }
          let rawA = unsafe UnsafeRawPointer(a)
          let rawB = unsafe UnsafeRawPointer(b)
          let rawOut = UnsafeMutableRawPointer(out)
          // Above (1), not above (2) or unknown (0), eight rows to a word, the first row lowest.
          var past = UInt64(
            unsafe ScalarArithmetic.less(b[0], a[0]))
          while row &+ 8 <= count {
            let x = unsafe rawA.loadUnaligned(fromByteOffset: row &* 8, as: Lanes8.self)
            let y = unsafe rawB.loadUnaligned(fromByteOffset: row &* 8, as: Lanes8.self)
            let now = unsafe unsafeBitCast(
              kleene(true: x .> y, false: x .<= y), to: UInt64.self
            ).littleEndian
            let before = (now << 8) | past
            let known = (now | (now >> 1)) & (before | (before >> 1)) & eachByte
            let crossed = now & (before >> 1) & eachByte
            let result = crossed | ((known & ~crossed) << 1)
            unsafe rawOut.storeBytes(
              of: result.littleEndian, toByteOffset: row, as: UInt64.self)
            past = now >> 56
            row &+= 8
          }
          while row < count {
            unsafe out[row] = Cross.value(a[row], b[row], a[row &- 1], b[row &- 1])
            row &+= 1
          }
        }
      }
    }
  }
}
