import StratSyntax

/// A place as the protocol counts: lines and columns from zero.
struct Position: Hashable, Comparable {
  var line: Int
  var column: Int

  static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  var json: JSON { ["line": .integer(line), "character": .integer(column)] }
}

/// Turns positions into offsets of UTF-8 bytes and back.
///
/// A line ends with `\n`, `\r\n` or a lone `\r`, as the protocol has it.
struct LineTable {
  private let bytes: [UInt8]
  private let encoding: PositionEncoding
  private let starts: [Int]
  /// The units before each piece of the text, so that a column in a very long line is found soon.
  private let unitsBefore: [Int]

  private static let piece = 64

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    var starts = [0]
    var unitsBefore: [Int] = []
    var units = 0
    for (index, byte) in bytes.enumerated() {
      if index % Self.piece == 0 { unitsBefore.append(units) }
      units += encoding.units(ofByte: byte)
      switch byte {
      case UInt8(ascii: "\n"): starts.append(index + 1)
      case UInt8(ascii: "\r"):
        let isPair = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
        if !isPair { starts.append(index + 1) }
      default: break
      }
    }
    self.starts = starts
    self.unitsBefore = unitsBefore
  }

  var end: Position { position(of: bytes.count) }

  /// The offset of a position: that of the line's end where the column lies behind it, of the
  /// text's end where the line does, of the character where it lies inside one.
  func offset(of position: Position) -> Int {
    guard position.line < starts.count else { return bytes.count }
    var end = position.line + 1 < starts.count ? starts[position.line + 1] : bytes.count
    let start = starts[position.line]
    while end > start, isLineEnd(bytes[end - 1]) { end -= 1 }
    var offset = start
    var column = 0
    while offset < end {
      let next = column + encoding.units(ofScalarStartingWith: bytes[offset])
      if next > position.column { break }
      column = next
      offset += PositionEncoding.width(bytes[offset])
    }
    return min(offset, end)
  }

  func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return Position(line: low, column: width(starts[low]..<offset))
  }

  /// The length of a range of bytes as columns count.
  func width(_ range: Range<Int>) -> Int {
    units(before: range.upperBound) - units(before: range.lowerBound)
  }

  private func units(before offset: Int) -> Int {
    let piece = offset / Self.piece
    guard piece < unitsBefore.count else {
      // The end of a text that fills its last piece.
      return offset == 0 ? 0 : units(before: offset - 1) + encoding.units(ofByte: bytes[offset - 1])
    }
    return bytes[piece * Self.piece..<offset].reduce(unitsBefore[piece]) {
      $0 + encoding.units(ofByte: $1)
    }
  }

  func range(_ span: SourceSpan) -> JSON {
    let start = position(of: Int(span.start))
    return ["start": start.json, "end": max(position(of: Int(span.end)), start).json]
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
