/// Turns the lines of a block into columns.
struct BlockParser: Sendable {
  let layout: FileLayout
  private let warningCheck: CandleCheck

  init(layout: FileLayout) {
    self.layout = layout
    warningCheck = CandleCheck(columnNames: layout.columnNames)
  }

  func parse(_ block: inout ParsedBlock) {
    block.prepare(columns: layout.columnNames.count, fieldsPerRow: layout.roles.count)
    let bytes = block.text
    let text = bytes.span
    // The columns are moved out so that the spans over them do not hold on to the whole block.
    var times: [Int64] = []
    var values: [Double] = []
    swap(&times, &block.times)
    swap(&values, &block.values)
    do throws(RowFault) {
      try parseRows(text, of: &block, times: &times, values: &values)
    } catch {
      block.failure = error.error(
        in: text, layout: layout, start: block.start, firstLine: block.firstLine)
    }
    swap(&times, &block.times)
    swap(&values, &block.values)
    block.lineCount = block.rows + block.skips.reduce(0) { $0 + $1.lines }
    block.warnings = warningCheck.warnings(in: block)
  }

  private func parseRows(
    _ text: Span<UInt8>, of block: inout ParsedBlock, times: inout [Int64], values: inout [Double]
  ) throws(RowFault) {
    var row = RowParser(layout: layout, capacity: block.capacity)
    var times = times.mutableSpan
    var values = values.mutableSpan
    let roles = layout.roles.span
    let integerPowers = PowersOfTen.integers
    let doublePowers = PowersOfTen.doubles
    let integers = integerPowers.span
    let doubles = doublePowers.span
    var accepted: (fields: SeriesFields, isWanted: Bool)?
    var position = block.start
    while position < block.end {
      let first = text.byte(at: position)
      if first == UInt8(ascii: "\n")
        || first == UInt8(ascii: "\r") && text.byte(at: position + 1) == UInt8(ascii: "\n")
      {
        position += first == UInt8(ascii: "\n") ? 1 : 2
        block.addSkip(lines: 1)
        continue
      }
      let start = position
      do throws(RowFault) {
        position = try row.parse(
          text, at: start, row: block.rows, times: &times, values: &values, roles: roles,
          integers: integers, doubles: doubles)
      } catch {
        try mend(error, in: text, lineAt: start, of: &block)
        position = FieldText.nextLine(in: text, after: start)
        continue
      }
      if layout.namesSeries {
        let series = row.series
        var isWanted = true
        if let accepted, accepted.fields.isSame(as: series, in: text) {
          isWanted = accepted.isWanted
        } else {
          let name = series.name(in: text)
          block.symbols.add(name)
          isWanted = layout.wantedSymbol.map(name.matches) ?? true
          accepted = (series, isWanted)
        }
        guard isWanted else {
          block.addSkip(lines: 1)
          continue
        }
      }
      block.rows += 1
    }
  }

  /// Drops a line that is known to be no loss, or says why it cannot be read.
  private func mend(
    _ fault: RowFault, in text: Span<UInt8>, lineAt start: Int, of block: inout ParsedBlock
  ) throws(RowFault) {
    let next = FieldText.nextLine(in: text, after: start)
    let isLast = next == block.end && block.lastLineIsOpen
    if FieldText.isEmptyLine(text, at: start, delimiter: layout.delimiter) {
      // Blanks alone make an empty line, which is nothing to speak of.
      let hasDelimiter = (start..<next).contains { text.byte(at: $0) == layout.delimiter }
      if hasDelimiter { block.addRepair(.emptyRows) }
    } else if isHeader(text, from: start, to: next) {
      block.addRepair(.repeatedHeader)
    } else if isLast, isCutOff(text, at: start) {
      block.addRepair(.truncatedLastLine)
    } else {
      throw fault
    }
    block.addSkip(lines: 1)
  }

  private func isHeader(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    guard let header = layout.header else { return false }
    func isLineEnd(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    var length = end - start
    while length > 0, isLineEnd(text.byte(at: start + length - 1)) { length -= 1 }
    var headerLength = header.count
    while headerLength > 0, isLineEnd(header[headerLength - 1]) { headerLength -= 1 }
    return length == headerLength
      && (0..<length).allSatisfy { text.byte(at: start + $0) == header[$0] }
  }

  /// Whether a line that ends with the file lacks fields, or a quote.
  private func isCutOff(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard let fields = FieldText.fields(in: text, lineAt: start, delimiter: layout.delimiter)
    else { return true }
    return fields.count < layout.roles.count
  }
}
