/// The bytes of one strategy or formula, with its name and the starts of its lines.
package struct SourceText: Sendable {
  /// What diagnostics print before line and column: a path, or a word such as `formula`.
  package let name: String
  package let bytes: [UInt8]
  /// Byte offset of the first byte of each line; never empty, ascending.
  package let lineStarts: [Int32]

  /// The largest source accepted, in bytes; more is refused with `E0901` before lexing.
  package static let sizeLimit = 16 << 20

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts: [Int32] = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(Int32(clamping: offset + 1))
    }
    self.lineStarts = starts
  }

  package init(name: String, _ text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// One-based line and column of a byte offset; the column counts Unicode scalars.
  package func location(of offset: Int32) -> (line: Int, column: Int) {
    let line = lineIndex(of: offset)
    let from = Int(lineStarts[line])
    let to = min(max(Int(offset), from), bytes.count)
    var column = 1
    for byte in bytes[from..<to] where byte & 0xC0 != 0x80 { column += 1 }
    return (line + 1, column)
  }

  /// The zero-based line that holds a byte offset.
  package func lineIndex(of offset: Int32) -> Int {
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The text of a span; malformed UTF-8 is shown with replacement characters.
  package func text(_ span: SourceSpan) -> String {
    let from = min(max(Int(span.start), 0), bytes.count)
    let to = min(max(Int(span.end), from), bytes.count)
    return String(decoding: bytes[from..<to], as: UTF8.self)
  }
}

extension SourceText {
  /// Whether only blanks stand between an offset and the start of its line.
  package func isFirstOnLine(_ offset: Int) -> Bool {
    var index = offset - 1
    while index >= 0 {
      switch bytes[index] {
      case UInt8(ascii: "\n"): return true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index -= 1
      case 0xBF where index == 2: return bytes[0] == 0xEF && bytes[1] == 0xBB
      default: return false
      }
    }
    return true
  }
}
