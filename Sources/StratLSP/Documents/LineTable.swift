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

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\n"): starts.append(index + 1)
      case UInt8(ascii: "\r"):
        let isPair = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
        if !isPair { starts.append(index + 1) }
      default: break
      }
    }
    self.starts = starts
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
    var index = range.lowerBound
    var width = 0
    while index < range.upperBound {
      width += encoding.units(ofScalarStartingWith: bytes[index])
      index += PositionEncoding.width(bytes[index])
    }
    return width
  }

  func range(_ span: SourceSpan) -> JSON {
    let start = position(of: Int(span.start))
    return ["start": start.json, "end": max(position(of: Int(span.end)), start).json]
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
