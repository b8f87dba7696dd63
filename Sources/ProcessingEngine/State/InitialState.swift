/// What the cells of a slot hold before the first bar.
enum InitialState {
  static func cells(for opcode: Opcode, length: Int) -> [Double] {
    let count = cellCount(for: opcode, length: length)
    switch opcode {
    case .lagNumber, .keepNumber, .valueWhen:
      return [0] + unknown(count - 1)
    case .crossesAbove, .rise, .fall:
      return unknown(count)
    case .sum, .mean:
      return [0, 0] + unknown(count - 2)
    case .weightedMean:
      return [0, 0, 0] + unknown(count - 3)
    case .deviation, .slope, .covariance:
      // Everything but the position in the chunk: nothing is known before the first one is full.
      return [0] + unknown(count - 1)
    case .meanDeviation, .skew, .kurtosis, .rank, .recentMean, .recentSine, .recentCosine:
      return [0] + unknown(count - 1)
    case .percentile:
      return [0] + unknown(length) + Array(repeating: .infinity, count: length)
    case .gaussianMean:
      return [0] + unknown(count - 1)
    case .barsSince:
      // The whole number −1, "never".
      return [Double(bitPattern: UInt64.max)]
    default:
      return Array(repeating: 0, count: count)
    }
  }

  static func cellCount(for opcode: Opcode, length: Int) -> Int {
    switch OpcodeTable[opcode].state {
    case .none, .shared: 0
    case .fixed(let cells): cells
    case .window(let header, let perBar): header + perBar * length
    }
  }

  private static func unknown(_ count: Int) -> [Double] { Array(repeating: .nan, count: count) }
}
