import ProcessingEngine
import StratLanguage
import StratMarket

/// Everything a program delivered over a frame, and the state it ended with: one way to run it
/// among several that must not differ.
struct Execution {
  var numbers: [[UInt64]] = []
  var truths: [[UInt8]] = []
  var state: StateImage

  /// NaN is `na` whatever its bits.
  static func canonical(_ x: Double) -> UInt64 { x.isNaN ? Double.nan.bitPattern : x.bitPattern }

  /// A state in which every NaN is the same; whole numbers kept in cells survive, since none of
  /// them that occurs looks like a NaN except −1, which stays itself.
  static func canonical(_ state: StateImage) -> [UInt64] {
    state.cellBits.map { bits in
      let value = Double(bitPattern: bits)
      return value.isNaN && bits != UInt64.max ? Double.nan.bitPattern : bits
    }
  }

  /// All rows through the block executor.
  static func blocks(_ program: Program, _ frame: Frame, size: Int) throws -> Execution {
    var executor = BlockExecutor(program, blockSize: size)
    return try collect(&executor, program, frame, rows: 0..<frame.rowCount)
  }

  static func collect(
    _ executor: inout BlockExecutor, _ program: Program, _ frame: Frame, rows: Range<Int>
  ) throws -> Execution {
    var numbers = program.outputs.map { _ in [UInt64]() }
    var truths = program.outputs.map { _ in [UInt8]() }
    try executor.run(frame, rows: rows) { executor, _ in
      for (index, output) in program.outputs.enumerated() {
        switch output.type {
        case .number:
          executor.withNumbers(output.register) { span in
            for i in span.indices { numbers[index].append(canonical(span[i])) }
          }
        case .boolean:
          executor.withTruths(output.register) { span in
            for i in span.indices { truths[index].append(span[i]) }
          }
        }
      }
    }
    return Execution(numbers: numbers, truths: truths, state: executor.saveState())
  }

  /// The first rows through blocks, the others tick by tick from the state that was handed over,
  /// each peeked at (with other values first) before it is committed.
  static func split(
    _ program: Program, _ frame: Frame, at row: Int, blockSize: Int, peeks: Bool
  ) throws -> Execution {
    var block = BlockExecutor(program, blockSize: blockSize)
    var result = try collect(&block, program, frame, rows: 0..<row)
    var tick = try TickExecutor(program, resuming: StateImage(bytes: result.state.bytes))
    let indices = try program.columnIndices(in: frame)
    for row in row..<frame.rowCount {
      let values = indices.map { frame.columns[$0][row] }
      if peeks {
        let others = values.map { $0 * 1.5 + 1 }
        tick.peek(others.span)
        tick.peek(values.span)
        let peeked = readAll(tick)
        tick.commit(values.span)
        if peeked != readAll(tick) { throw PeekDiffers(row: row) }
      } else {
        tick.commit(values.span)
      }
      let read = readAll(tick)
      for (index, output) in program.outputs.enumerated() {
        switch output.type {
        case .number: result.numbers[index].append(read[index])
        case .boolean: result.truths[index].append(UInt8(read[index]))
        }
      }
    }
    result.state = tick.saveState()
    return result
  }

  private static func readAll(_ tick: borrowing TickExecutor) -> [UInt64] {
    var values: [UInt64] = []
    for output in tick.program.outputs {
      switch output.type {
      case .number: values.append(canonical(tick.number(output.register)))
      case .boolean: values.append(UInt64(tick.truth(output.register).rawValue))
      }
    }
    return values
  }
}

struct PeekDiffers: Error {
  var row: Int
}
