/// The first rows of a file, to see what its columns hold.
struct RowSample {
  private var rows: [Row] = []
  /// For each field, whether more rows have something else there than have a number.
  private(set) var isText: [Bool]

  private struct Row {
    var line: Int
    var fields: [Field]
  }

  private struct Field {
    var text: String
    var column: Int
    var kind: StampKind?
  }

  private static let size = 64

  init(
    _ text: Span<UInt8>, from start: Int, to end: Int, line: Int, delimiter: UInt8, fieldCount: Int
  ) {
    var excessOfText = [Int](repeating: 0, count: fieldCount)
    var position = start
    var line = line
    while position < end, rows.count < Self.size {
      defer {
        position = FieldText.nextLine(in: text, after: position)
        line += 1
      }
      guard !FieldText.isEmptyLine(text, at: position, delimiter: delimiter),
        let fields = FieldText.fields(in: text, lineAt: position, delimiter: delimiter)
      else { continue }
      for (index, field) in fields.prefix(fieldCount).enumerated() {
        switch NumberParser.read(text, from: field.from, to: field.to) {
        case .malformed: excessOfText[index] += 1
        case .value, .infinite, .groupedDigits: excessOfText[index] -= 1
        case .missing: break
        }
      }
      rows.append(
        Row(
          line: line,
          fields: fields.prefix(fieldCount).map { field in
            Field(
              text: NumberParser.string(
                text, from: field.from, to: min(field.to, field.from + 200)),
              column: field.from - position + 1,
              kind: StampKind(text, from: field.from, to: field.to))
          }))
    }
    isText = excessOfText.map { $0 > 0 }
  }

  /// How the stamps are written: as in the first row that has one.
  func stampKind(ofField index: Int, path: String) throws(MarketDataError) -> StampKind {
    for row in rows where index < row.fields.count {
      if let kind = row.fields[index].kind { return kind }
    }
    guard let row = rows.first else {
      throw MarketDataError(.noRows, path: path, message: "the file has a header and no rows")
    }
    guard index < row.fields.count else {
      throw MarketDataError(
        .tooFewFields, path: path, line: row.line, column: 1,
        message: "the row ends before the field with the time")
    }
    let field = row.fields[index]
    throw StampFault.error(
      found: field.text, kind: .iso8601, path: path, line: row.line, column: field.column)
  }

  func holdsStamps(inField index: Int) -> Bool {
    rows.contains { index < $0.fields.count && $0.fields[index].kind == .iso8601 }
  }

  func isTimeOfDay(inField index: Int) -> Bool {
    rows.contains { row in
      guard index < row.fields.count else { return false }
      return Timestamp("2000-01-01T" + row.fields[index].text) != nil
    }
  }
}

/// Words for stamps that cannot be read.
enum StampFault {
  static func error(
    found: String, kind: StampKind, path: String, line: Int, column: Int
  ) -> MarketDataError {
    let expected =
      switch kind {
      case .iso8601: "a time, as 2017-03-02T14:00:00Z"
      case .epoch: "a number of seconds or milliseconds since 1970, as in the first row"
      case .compactDate: "a day of eight digits, as in the first row"
      }
    let parts = found.split(whereSeparator: { $0 == "/" || $0 == "." || $0 == "-" || $0 == " " })
    let endsWithYear = parts.count >= 3 && parts[0].count <= 2 && parts[2].count == 4
    return MarketDataError(
      .malformedTime, path: path, line: line, column: column,
      message: "expected \(expected), found \(shown(found))",
      help: endsWithYear
        ? "write the year first, as 2017-03-02: day and month cannot be told apart otherwise"
        : found.lowercased().contains("e+")
          ? "write the number in full: a spreadsheet has rounded it" : nil)
  }
}
