/// Finds the line of a row, for messages about rows found after parsing.
struct LineMap: Sendable {
  /// The first row and line of each stretch in which lines and rows go in step.
  private var stretches: [(row: Int, line: Int)] = []
  /// The first row whose line is not known.
  private var unknownFrom: Int?

  /// A file that alternates between symbols has a stretch for every row: we stop at 16 MB.
  private static let limit = 1_000_000

  mutating func append(_ block: ParsedBlock, firstRow: Int, firstLine: Int) {
    guard unknownFrom == nil else { return }
    guard stretches.count + block.skips.count < Self.limit else {
      unknownFrom = firstRow
      return
    }
    note(row: firstRow, line: firstLine)
    var skipped = 0
    for skip in block.skips {
      skipped += skip.lines
      note(row: firstRow + skip.row, line: firstLine + skip.row + skipped)
    }
  }

  private mutating func note(row: Int, line: Int) {
    if let last = stretches.last, last.row == row { stretches.removeLast() }
    if let last = stretches.last, line - row == last.line - last.row { return }
    stretches.append((row, line))
  }

  func line(ofRow row: Int) -> Int? {
    if let unknownFrom, row >= unknownFrom { return nil }
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = low + (high - low) / 2
      if stretches[middle].row <= row { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    return stretches[low - 1].line + row - stretches[low - 1].row
  }
}
