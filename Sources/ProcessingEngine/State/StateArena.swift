/// All the state a running program keeps: one flat run of 8-byte cells, laid out by the compiler.
///
/// Copying it is a checkpoint, comparing it bit by bit is equality of everything the program
/// remembers.
@safe struct StateArena: ~Copyable {
  private let base: UnsafeMutablePointer<Double>
  let count: Int

  init(_ image: [Double]) {
    count = image.count
    unsafe base = UnsafeMutablePointer<Double>.allocate(capacity: max(image.count, 1))
    for (index, value) in image.enumerated() { unsafe (base + index).initialize(to: value) }
  }

  deinit { unsafe base.deallocate() }

  /// - Precondition: `offset` lies inside and so do all cells of the slot that starts there; the
  ///   verifier has seen to that for every slot of a program.
  @inline(__always)
  func cells(at offset: Int) -> Cells { unsafe Cells(unsafe: base + offset) }

  var image: [Double] {
    var image: [Double] = []
    image.reserveCapacity(count)
    for index in 0..<count { image.append(unsafe base[index]) }
    return image
  }

  func load(_ image: [Double]) {
    precondition(image.count == count, "an image of another program")
    for (index, value) in image.enumerated() { unsafe base[index] = value }
  }
}
