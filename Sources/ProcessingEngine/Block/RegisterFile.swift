import StratLanguage

/// The block executor's buffers: one slab for numbers, one for truths, and for each register the
/// place where its values of the current block are.
///
/// All the unsafe pointers of block execution live here; kernels see spans.
@safe struct RegisterFile: ~Copyable, RowRegisters {
  private let numberSlab: UnsafeMutablePointer<Double>
  private let truthSlab: UnsafeMutablePointer<UInt8>
  private let numberPlaces: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  private let truthPlaces: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>
  private let columnCount: Int
  /// The row that the `RowRegisters` view shows.
  var row = 0

  /// Rows a buffer holds beyond the block, so that equal rows of different buffers do not fall on
  /// the same cache set.
  private static let padding = 8

  init(_ program: Program, blockSize: Int, keepsAll: Bool) {
    let buffers = BufferAssignment(program, keepsAll: keepsAll)
    let stride = blockSize + Self.padding
    let numberCells = max(buffers.numberBufferCount * stride, 1)
    let truthCells = max(buffers.truthBufferCount * stride, 1)
    unsafe numberSlab = .allocate(capacity: numberCells)
    unsafe numberSlab.initialize(repeating: .nan, count: numberCells)
    unsafe truthSlab = .allocate(capacity: truthCells)
    unsafe truthSlab.initialize(repeating: 0, count: truthCells)
    unsafe numberPlaces = .allocate(capacity: max(program.numberRegisterCount, 1))
    unsafe truthPlaces = .allocate(capacity: max(program.truthRegisterCount, 1))
    columnCount = program.columns.count
    for (register, buffer) in buffers.numberBuffers.enumerated() {
      unsafe (numberPlaces + register).initialize(to: numberSlab + max(buffer, 0) * stride)
    }
    for (register, buffer) in buffers.truthBuffers.enumerated() {
      unsafe (truthPlaces + register).initialize(to: truthSlab + max(buffer, 0) * stride)
    }
    for (index, value) in program.numberConstants.enumerated() {
      let place = unsafe numberPlaces[program.firstConstantRegister + index]
      unsafe place.update(repeating: value, count: stride)
    }
    for (index, value) in program.truthConstants.enumerated() {
      unsafe truthPlaces[index].update(repeating: value, count: stride)
    }
  }

  deinit {
    unsafe numberSlab.deallocate()
    unsafe truthSlab.deallocate()
    unsafe numberPlaces.deallocate()
    unsafe truthPlaces.deallocate()
  }

  /// Lets the column registers show the frame's own memory from a row on; it is only read.
  @unsafe func bind(_ columns: [UnsafePointer<Double>], row: Int) {
    for index in 0..<columnCount {
      unsafe numberPlaces[index] = UnsafeMutablePointer(mutating: columns[index] + row)
    }
  }

  @unsafe @inline(__always)
  func numberPlace(_ register: UInt16) -> UnsafeMutablePointer<Double> {
    unsafe numberPlaces[Int(register)]
  }

  @unsafe @inline(__always)
  func truthPlace(_ register: UInt16) -> UnsafeMutablePointer<UInt8> {
    unsafe truthPlaces[Int(register)]
  }

  @inline(__always)
  func number(_ register: UInt16) -> Double { unsafe numberPlaces[Int(register)][row] }

  @inline(__always)
  func setNumber(_ register: UInt16, _ value: Double) {
    unsafe numberPlaces[Int(register)][row] = value
  }

  @inline(__always)
  func truth(_ register: UInt16) -> UInt8 { unsafe truthPlaces[Int(register)][row] }

  @inline(__always)
  func setTruth(_ register: UInt16, _ value: UInt8) {
    unsafe truthPlaces[Int(register)][row] = value
  }
}
