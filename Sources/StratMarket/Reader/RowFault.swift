/// Why a line is no row.
struct RowFault: Error {
  enum Kind {
    case missingTime
    case malformedTime
    case malformedNumber
    case infiniteNumber
    case groupedDigits
    case tooFewFields
    case tooManyFields
    case unclosedQuote
  }

  var kind: Kind
  /// The number of the field in its row, from 0.
  var field: Int
  /// The first byte of the field, and the one behind the last.
  var from: Int
  var to: Int

  /// The message about it; lines are counted from the given one at the given byte.
  func error(
    in text: Span<UInt8>, layout: FileLayout, start: Int, firstLine: Int
  ) -> MarketDataError {
    var line = firstLine
    var lineStart = start
    for position in start..<from where text.byte(at: position) == UInt8(ascii: "\n") {
      line += 1
      lineStart = position + 1
    }
    let found = NumberParser.string(text, from: from, to: min(to, from + 200))
    let name = field < layout.fieldNames.count ? layout.fieldNames[field] : ""
    let column = from - lineStart + 1
    func make(
      _ code: MarketDataError.Code, _ message: String, help: String? = nil
    ) -> MarketDataError {
      MarketDataError(
        code, path: layout.path, line: line, column: column, message: message, help: help)
    }
    switch kind {
    case .missingTime:
      return make(.missingTime, "the row has no time", help: "fill in the time or remove the row")
    case .malformedTime:
      return StampFault.error(
        found: found, kind: layout.stampKind, path: layout.path, line: line, column: column)
    case .malformedNumber:
      if found.unicodeScalars.contains("\0") {
        return make(.notText, "the field \(name) holds NUL bytes", help: "copy the file again")
      }
      return make(
        .malformedNumber, "expected a number for \(name), found \(shown(found))",
        help: "leave a field empty where there is no value")
    case .infiniteNumber:
      return make(
        .infiniteNumber, "expected a finite number for \(name), found \(shown(found))",
        help: "leave a field empty where there is no value")
    case .groupedDigits:
      return make(
        .groupedDigits, "expected a plain number for \(name), found \(shown(found))",
        help: "write numbers with a decimal point and without separators between digits")
    case .tooFewFields:
      return make(
        .tooFewFields, "the row has \(field) of \(layout.roles.count) fields",
        help: "the next would be \(name)")
    case .tooManyFields:
      return make(
        .tooManyFields, "the row has more than the \(layout.roles.count) fields of the header",
        help: "put quotes around a field that contains the delimiter")
    case .unclosedQuote:
      return make(.unclosedQuote, "the quote is not closed on its line")
    }
  }
}
