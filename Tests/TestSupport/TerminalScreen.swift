/// What a terminal shows after the bytes sent to it: enough of one for readline and plain output.
package struct TerminalScreen {
  package private(set) var columns: Int
  private var lines: [[Unicode.Scalar]] = [[]]
  private var row = 0
  private var column = 0
  private var state = State.text
  /// Bytes of a character that has not arrived whole.
  private var partial: [UInt8] = []

  private enum State {
    case text
    case escape
    /// Collects the parameters of a control sequence.
    case control([UInt8])
    /// Skips a title or the like up to its end.
    case string
  }

  package init(columns: Int) { self.columns = columns }

  /// Every line from the first on, without blanks at the end; nothing scrolls away.
  package var text: String {
    var shown = lines.map { line in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: line)
      var trimmed = String(text)
      while trimmed.last == " " { trimmed.removeLast() }
      return trimmed
    }
    while shown.last == "" { shown.removeLast() }
    return shown.joined(separator: "\n")
  }

  /// The line the cursor is in, up to the cursor.
  package var lineBeforeCursor: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: lines[row].prefix(column))
    return String(text)
  }

  package mutating func resize(columns: Int) { self.columns = columns }

  package mutating func receive(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { receive(byte) }
  }

  private mutating func receive(_ byte: UInt8) {
    switch state {
    case .text: receiveText(byte)
    case .escape:
      switch byte {
      case UInt8(ascii: "["): state = .control([])
      case UInt8(ascii: "]"): state = .string
      default: state = .text
      }
    case .control(let parameters):
      if (0x40...0x7E).contains(byte) {
        state = .text
        control(byte, parameters)
      } else {
        state = .control(parameters + [byte])
      }
    case .string:
      if byte == 0x07 || byte == 0x5C { state = .text }
    }
  }

  private mutating func receiveText(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x08: column = max(0, column - 1)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D: column = 0
    case 0x20...0x7E: put(Unicode.Scalar(byte))
    case 0x80...:
      partial.append(byte)
      if let text = String(validating: partial, as: UTF8.self) {
        partial = []
        for scalar in text.unicodeScalars { put(scalar) }
      } else if partial.count == 4 {
        partial = []
        put("\u{FFFD}")
      }
    default: break
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if column >= columns {
      column = 0
      lineFeed()
    }
    pad(to: column + 1)
    lines[row][column] = scalar
    column += 1
  }

  private mutating func lineFeed() {
    row += 1
    if row == lines.count { lines.append([]) }
  }

  private mutating func pad(to count: Int) {
    let missing = count - lines[row].count
    if missing > 0 { lines[row] += Array(repeating: " ", count: missing) }
  }

  private mutating func control(_ final: UInt8, _ parameters: [UInt8]) {
    let numbers = String(decoding: parameters, as: UTF8.self).split(separator: ";").map { Int($0) }
    let first = numbers.first ?? nil
    let count = max(1, first ?? 1)
    switch final {
    case UInt8(ascii: "A"): row = max(0, row - count)
    case UInt8(ascii: "B"): for _ in 0..<count { lineFeed() }
    case UInt8(ascii: "C"): column = min(columns - 1, column + count)
    case UInt8(ascii: "D"): column = max(0, column - count)
    case UInt8(ascii: "G"): column = min(columns, count) - 1
    case UInt8(ascii: "K"): eraseInLine(first ?? 0)
    case UInt8(ascii: "J"): eraseInScreen(first ?? 0)
    case UInt8(ascii: "H"):
      row = 0
      column = 0
    case UInt8(ascii: "P"):
      pad(to: column)
      lines[row].removeSubrange(column..<min(column + count, max(column, lines[row].count)))
    case UInt8(ascii: "@"):
      pad(to: column)
      lines[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
    default: break  // Colours and modes show no text.
    }
  }

  private mutating func eraseInLine(_ mode: Int) {
    switch mode {
    case 0: lines[row] = Array(lines[row].prefix(column))
    case 1:
      pad(to: column + 1)
      for index in 0...column { lines[row][index] = " " }
    default: lines[row] = []
    }
  }

  private mutating func eraseInScreen(_ mode: Int) {
    if mode == 0 {
      eraseInLine(0)
      lines.removeSubrange((row + 1)...)
    } else {
      lines = Array(repeating: [], count: row + 1)
    }
  }
}
