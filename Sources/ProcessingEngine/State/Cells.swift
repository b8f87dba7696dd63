/// A slot's cells in the state arena: doubles, or integers kept as bit patterns.
///
/// The only way in is through the arena's owner, which checked once that the slot lies inside.
@safe struct Cells {
  private let base: UnsafeMutablePointer<Double>

  @unsafe @inline(__always)
  init(unsafe base: UnsafeMutablePointer<Double>) {
    unsafe self.base = unsafe base
  }

  @inline(__always)
  subscript(index: Int) -> Double {
    get { unsafe base[index] }
    nonmutating set { unsafe base[index] = newValue }
  }

  /// The cells from an index on.
  @inline(__always)
  func advanced(by cells: Int) -> Cells { unsafe Cells(unsafe: base + cells) }

  /// Four neighbouring cells.
  @inline(__always)
  func lanes(_ index: Int) -> SIMD4<Double> {
    unsafe Lanes.load4(UnsafePointer(base), index)
  }

  @inline(__always)
  func setLanes(_ index: Int, _ values: SIMD4<Double>) {
    unsafe Lanes.store(values, base, index)
  }

  @inline(__always)
  func integer(_ index: Int) -> Int { Int(bitPattern: UInt(unsafe base[index].bitPattern)) }

  @inline(__always)
  func setInteger(_ index: Int, _ value: Int) {
    unsafe base[index] = Double(bitPattern: UInt64(UInt(bitPattern: value)))
  }
}
