extension Span<UInt8> {
  @inline(__always)
  func byte(at offset: Int) -> UInt8 { self[offset] }

  /// Eight bytes, the first in the lowest bits.
  ///
  /// The load is checked against the bounds. It is "unsafe" to the compiler only because a raw
  /// load may make up any type; every pattern of bits is a valid integer.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
