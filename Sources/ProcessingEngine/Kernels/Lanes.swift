/// Loads, stores and turns of a few neighbouring rows; the only place where kernels leave spans.
enum Lanes {
  /// The places of an output and an input of equal length.
  @unsafe @inline(__always)
  static func with(
    _ out: inout MutableSpan<Double>, _ x: Span<Double>,
    _ body: (UnsafeMutablePointer<Double>, UnsafePointer<Double>) -> Void
  ) {
    precondition(out.count == x.count, "as many results as inputs")
    unsafe x.withUnsafeBufferPointer { x in
      unsafe out.withUnsafeMutableBufferPointer { out in
        guard let x = x.baseAddress, let out = out.baseAddress else { return }
        unsafe body(out, x)
      }
    }
  }

  @unsafe @inline(__always)
  static func load2(_ place: UnsafePointer<Double>, _ row: Int) -> SIMD2<Double> {
    unsafe UnsafeRawPointer(place).loadUnaligned(fromByteOffset: row &* 8, as: SIMD2<Double>.self)
  }

  @unsafe @inline(__always)
  static func load4(_ place: UnsafePointer<Double>, _ row: Int) -> SIMD4<Double> {
    unsafe UnsafeRawPointer(place).loadUnaligned(fromByteOffset: row &* 8, as: SIMD4<Double>.self)
  }

  @unsafe @inline(__always)
  static func store<Row: SIMD>(_ row: Row, _ place: UnsafeMutablePointer<Double>, _ index: Int)
  where Row: BitwiseCopyable {
    unsafe UnsafeMutableRawPointer(place).storeBytes(
      of: row, toByteOffset: index &* 8, as: Row.self)
  }
}
