/// A piece of the file: whole lines of text, and the columns parsed from them.
struct ParsedBlock: Sendable {
  /// Its place among the blocks of the file, from 0.
  var ticket = 0
  /// The text, then at least `padding` zero bytes, then whatever an earlier block has left.
  var text: [UInt8] = []
  /// Where the lines begin and end; the last byte of the last line is a newline.
  var start = 0
  var end = 0
  /// Whether the newline of the last line was missing in the file.
  var lastLineIsOpen = false
  /// The number of the line at `start`, when it is the first block; else 1.
  var firstLine = 1

  /// Rows that were parsed; they fill the front of `times` and of each column's part of `values`.
  var rows = 0
  var times: [Int64] = []
  /// The columns one after the other, each with room for `capacity` rows.
  var values: [Double] = []
  var capacity = 0
  /// Lines that became no row, in ascending order of the row that came after.
  var skips: [LineSkip] = []
  var lineCount = 0
  var symbols = SymbolTally()
  var repairs: [Repair] = []
  var warnings: [CandleWarning] = []
  /// Why parsing stopped; its line is counted from the start of this block.
  var failure: MarketDataError?

  /// Enough for a word to be loaded at any byte of the text, and two more behind it.
  static let padding = 32

  /// Makes room for the rows that fit the text, and forgets what was parsed before.
  mutating func prepare(columns: Int, fieldsPerRow: Int) {
    // A row has at least a byte for the time, and one behind each field.
    let needed = (end - start) / (fieldsPerRow + 1) + 1
    if needed > capacity || values.count != columns * capacity {
      capacity = max(capacity, needed)
      times = [Int64](repeating: 0, count: capacity)
      values = [Double](repeating: 0, count: columns * capacity)
    }
    rows = 0
    lineCount = 0
    skips.removeAll(keepingCapacity: true)
    symbols = SymbolTally()
    repairs = []
    warnings = []
    failure = nil
  }

  /// The line of a row, counted like `firstLine`.
  func line(ofRow row: Int) -> Int {
    var line = firstLine + row
    for skip in skips where skip.row <= row { line += skip.lines }
    return line
  }

  mutating func addSkip(lines: Int) {
    if let last = skips.indices.last, skips[last].row == rows {
      skips[last].lines += lines
    } else {
      skips.append(LineSkip(row: rows, lines: lines))
    }
  }

  /// Counts a repair of the line before the next row.
  mutating func addRepair(_ kind: Repair.Kind) {
    if let index = repairs.firstIndex(where: { $0.kind == kind }) {
      repairs[index].count += 1
    } else {
      repairs.append(Repair(kind: kind, count: 1, line: line(ofRow: rows)))
    }
  }
}

/// Some lines before a row that are not rows themselves.
struct LineSkip: Sendable {
  var row: Int
  var lines: Int
}
