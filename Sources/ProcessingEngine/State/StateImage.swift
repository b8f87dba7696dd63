import StratLanguage

/// The state of a program between two bars: what a block run hands over to the tick executor, and
/// what is saved.
package struct StateImage: Hashable, Sendable {
  /// `Program.fingerprint` of the program it belongs to.
  package var fingerprint: UInt64
  /// Bars taken in so far.
  package var bars: Int
  /// Bit patterns of the arena's cells; compared and kept as bits, so that `na` equals itself.
  package var cellBits: [UInt64]

  init(program: Program, bars: Int, cells: [Double]) {
    fingerprint = program.fingerprint
    self.bars = bars
    cellBits = cells.map(\.bitPattern)
  }

  var cells: [Double] { cellBits.map { Double(bitPattern: $0) } }

  func check(fits program: Program) throws(StateImageError) {
    guard fingerprint == program.fingerprint, cellBits.count == program.initialState.count else {
      throw StateImageError.otherProgram
    }
  }
}

package enum StateImageError: Error, Sendable, CustomStringConvertible {
  case truncated
  case notAStateImage
  case otherProgram

  package var description: String {
    switch self {
    case .truncated: "the saved state is cut short"
    case .notAStateImage: "these bytes are not a saved state of this version"
    case .otherProgram: "the saved state belongs to another strategy or version"
    }
  }
}

extension StateImage {
  private static let magic: UInt64 = 0x7374_7261_7453_0001

  /// Little-endian words: magic with version, fingerprint, bars, number of cells, the cells.
  package var bytes: [UInt8] {
    var words = [Self.magic, fingerprint, UInt64(bars), UInt64(cellBits.count)]
    words += cellBits
    var bytes: [UInt8] = []
    bytes.reserveCapacity(words.count * 8)
    for word in words {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    return bytes
  }

  package init(bytes: [UInt8]) throws(StateImageError) {
    func word(_ index: Int) -> UInt64 {
      var word: UInt64 = 0
      for shift in 0..<8 { word |= UInt64(bytes[index * 8 + shift]) << UInt64(shift * 8) }
      return word
    }
    guard bytes.count >= 32, bytes.count % 8 == 0 else { throw .truncated }
    guard word(0) == Self.magic else { throw .notAStateImage }
    let count = bytes.count / 8 - 4
    guard word(3) == UInt64(count) else { throw .truncated }
    guard let bars = Int(exactly: word(2)) else { throw .notAStateImage }
    fingerprint = word(1)
    self.bars = bars
    cellBits = (0..<count).map { word(4 + $0) }
  }
}

extension Program {
  /// FNV-1a over code, constants and state layout: tells programs apart whose state must not mix.
  package var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ word: UInt64) {
      for shift in stride(from: 0, to: 64, by: 8) {
        hash = (hash ^ (word >> UInt64(shift)) & 0xFF) &* 0x100_0000_01b3
      }
    }
    for i in code {
      mix(UInt64(i.opcode.rawValue) | UInt64(i.destination) << 16 | UInt64(i.a) << 32)
      mix(UInt64(i.b))
    }
    for column in columns { for byte in column.name.utf8 { mix(UInt64(byte)) } }
    for constant in numberConstants { mix(constant.bitPattern) }
    for constant in truthConstants { mix(UInt64(constant)) }
    for slot in slots {
      mix(UInt64(slot.offset))
      mix(UInt64(slot.length))
      mix(slot.alpha.bitPattern)
    }
    return hash
  }
}
