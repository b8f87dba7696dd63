import StratLanguage
package import StratMarket

/// Runs a program over many rows, a column at a time in blocks that stay in the cache.
///
/// Between blocks the state is exactly what the tick executor would have after the same rows, so
/// either can continue where the other stopped.
package struct BlockExecutor: ~Copyable {
  /// Rows per block that suit a program.
  ///
  /// With state: 512, 4 KiB a number register, so that a dozen live ones fit the first cache
  /// level. Without: 128, since such a program waits for memory, and short blocks let the
  /// processor fetch the next rows of all columns while it computes (2.9 ns instead of 5.1 a row
  /// for the benchmarks' W6).
  package static func blockSize(for program: Program) -> Int { program.slots.isEmpty ? 128 : 512 }

  package let program: Program
  package let blockSize: Int
  /// Rows taken in since the first.
  package private(set) var bars = 0
  /// Rows of the block that ran last.
  package internal(set) var rowCount = 0
  let arena: StateArena
  var file: RegisterFile

  /// - Parameter keepsAll: keeps every register's values of the last block readable, not just the
  ///   outputs'; for explanations.
  package init(
    _ program: Program, blockSize: Int? = nil, keepsAll: Bool = false
  ) {
    let blockSize = blockSize ?? Self.blockSize(for: program)
    precondition(blockSize > 0, "a block has rows")
    self.program = program
    self.blockSize = blockSize
    arena = StateArena(program.initialState)
    file = RegisterFile(program, blockSize: blockSize, keepsAll: keepsAll)
  }

  /// Continues where another run stopped.
  package init(
    _ program: Program, resuming state: StateImage, blockSize: Int? = nil
  ) throws(StateImageError) {
    try state.check(fits: program)
    self.init(program, blockSize: blockSize)
    arena.load(state.cells)
    bars = state.bars
  }

  /// Takes in the rows of a frame in order; after each block `body` may read
  /// the outputs (every register if `keepsAll`).
  ///
  /// - Precondition: the frame has every column of the program (`program.columnIndices`).
  package mutating func run(
    _ frame: Frame, rows: Range<Int>, _ body: (borrowing BlockExecutor, Range<Int>) -> Void
  ) throws(MissingColumn) {
    let indices = try program.columnIndices(in: frame)
    precondition(rows.lowerBound >= 0 && rows.upperBound <= frame.rowCount, "rows of the frame")
    var pointers: [UnsafePointer<Double>] = unsafe []
    let shouldStop = Evaluation.shouldStop
    unsafe withPointers(frame, indices, &pointers) { executor, pointers in
      var row = rows.lowerBound
      while row < rows.upperBound, !(shouldStop?() ?? false) {
        let count = min(executor.blockSize, rows.upperBound - row)
        unsafe executor.file.bind(pointers, row: row)
        executor.runBlock(count: count)
        executor.bars += count
        body(executor, row..<row + count)
        row += count
      }
    }
  }

  /// The values of a number register in the block that ran last.
  package func withNumbers<Result>(
    _ register: Int, _ body: (Span<Double>) -> Result
  ) -> Result {
    precondition(register < program.numberRegisterCount)
    return unsafe body(
      Span(_unsafeStart: file.numberPlace(UInt16(register)), count: rowCount))
  }

  /// The Kleene bytes of a truth register in the block that ran last.
  package func withTruths<Result>(
    _ register: Int, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    precondition(register < program.truthRegisterCount)
    return unsafe body(
      Span(_unsafeStart: file.truthPlace(UInt16(register)), count: rowCount))
  }

  /// How many rows of the block that ran last are true.
  package func countTrue(_ register: Int) -> Int {
    withTruths(register) { truths in
      var count = 0
      var row = 0
      // Bytes add up without overflow for 255 rows, and bytes are what vectorises best.
      while row < truths.count {
        let end = min(row + 255, truths.count)
        var sum: UInt8 = 0
        for i in row..<end { sum &+= truths[i] & 1 }
        count += Int(sum)
        row = end
      }
      return count
    }
  }

  package func saveState() -> StateImage {
    StateImage(program: program, bars: bars, cells: arena.image)
  }

  /// Collects the addresses of the frame's columns, one nesting level each.
  private mutating func withPointers(
    _ frame: Frame, _ indices: [Int], _ pointers: inout [UnsafePointer<Double>],
    _ body: (inout BlockExecutor, [UnsafePointer<Double>]) -> Void
  ) {
    guard unsafe pointers.count < indices.count else {
      unsafe body(&self, pointers)
      return
    }
    let column = unsafe frame.columns[indices[pointers.count]]
    unsafe column.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe pointers.append(base)
      unsafe withPointers(frame, indices, &pointers, body)
    }
  }
}

/// A frame lacks a column that the program reads.
package struct MissingColumn: Error, Sendable, CustomStringConvertible {
  package var name: String
  package var available: [String]

  package init(name: String, available: [String]) {
    self.name = name
    self.available = available
  }

  package var description: String {
    "the candles have no column '\(name)' (they have \(available.joined(separator: ", ")))"
  }
}

extension Program {
  /// Where in a frame each of the program's columns is.
  package func columnIndices(in frame: Frame) throws(MissingColumn) -> [Int] {
    var indices: [Int] = []
    for column in columns {
      guard let index = frame.columnIndex(column.name) else {
        throw MissingColumn(name: column.name, available: frame.columnNames)
      }
      indices.append(index)
    }
    return indices
  }
}
