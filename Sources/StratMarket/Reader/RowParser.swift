/// Reads one line into one row of the columns.
struct RowParser {
  private let delimiter: UInt8
  private let stampKind: StampKind
  /// The distance between the columns in `values`.
  private let capacity: Int
  private var stamps = PlainStampParser()
  /// Where the row just read names its series.
  private(set) var series = SeriesFields()

  init(layout: FileLayout, capacity: Int) {
    delimiter = layout.delimiter
    stampKind = layout.stampKind
    self.capacity = capacity
  }

  /// Returns the beginning of the next line.
  @inline(__always)
  mutating func parse(
    _ text: Span<UInt8>, at start: Int, row: Int, times: inout MutableSpan<Int64>,
    values: inout MutableSpan<Double>, roles: Span<Int16>, integers: Span<UInt64>,
    doubles: Span<Double>
  ) throws(RowFault) -> Int {
    var position = start
    var field = 0
    while true {
      let role = roles[field]
      if role >= 0 {
        let plain = NumberParser.plain(text, at: position, integers: integers, doubles: doubles)
        if plain.end >= 0, FieldText.endsField(text, at: plain.end, delimiter) {
          values[Int(role) &* capacity &+ row] = plain.value
          position = plain.end
        } else {
          let number = try self.number(text, at: position, field: field)
          values[Int(role) &* capacity &+ row] = number.value
          position = number.end
        }
      } else if role == FileLayout.time {
        let stamp = try self.stamp(text, at: position, field: field, integers: integers)
        times[row] = stamp.value
        position = stamp.end
      } else {
        position = try skip(text, at: position, field: field, role: role)
      }
      field &+= 1
      if text.byte(at: position) == delimiter {
        position &+= 1
        if field < roles.count { continue }
        return try emptyRest(text, from: position, field: field)
      }
      guard field == roles.count else {
        throw RowFault(kind: .tooFewFields, field: field, from: position, to: position)
      }
      // Here is a newline, or a carriage return before one.
      return text.byte(at: position) == UInt8(ascii: "\n") ? position &+ 1 : position &+ 2
    }
  }

  @inline(__always)
  private mutating func stamp(
    _ text: Span<UInt8>, at start: Int, field: Int, integers: Span<UInt64>
  ) throws(RowFault) -> (value: Int64, end: Int) {
    switch stampKind {
    case .iso8601:
      let plain = stamps.read(text, at: start)
      if plain.end >= 0, FieldText.endsField(text, at: plain.end, delimiter) { return plain }
    case .epoch:
      let plain = StampParser.plainEpoch(text, at: start, integers: integers)
      if plain.end >= 0, FieldText.endsField(text, at: plain.end, delimiter) { return plain }
    case .compactDate: break
    }
    return try anyStamp(text, at: start, field: field)
  }

  @inline(never)
  private func anyStamp(
    _ text: Span<UInt8>, at start: Int, field: Int
  ) throws(RowFault) -> (value: Int64, end: Int) {
    let content = try self.content(text, at: start, field: field)
    if let value = StampParser.read(text, from: content.from, to: content.to, kind: stampKind) {
      return (value, content.end)
    }
    throw RowFault(
      kind: content.from == content.to ? .missingTime : .malformedTime, field: field,
      from: content.from, to: content.to)
  }

  @inline(never)
  private func number(
    _ text: Span<UInt8>, at start: Int, field: Int
  ) throws(RowFault) -> (value: Double, end: Int) {
    let content = try self.content(text, at: start, field: field)
    let kind: RowFault.Kind
    switch NumberParser.read(text, from: content.from, to: content.to) {
    case .value(let value): return (value, content.end)
    case .missing: return (.nan, content.end)
    case .infinite: kind = .infiniteNumber
    case .groupedDigits: kind = .groupedDigits
    case .malformed: kind = .malformedNumber
    }
    throw RowFault(kind: kind, field: field, from: content.from, to: content.to)
  }

  private mutating func skip(
    _ text: Span<UInt8>, at start: Int, field: Int, role: Int16
  ) throws(RowFault) -> Int {
    if role == FileLayout.skipped, text.byte(at: start) > UInt8(ascii: "\"") {
      var position = start
      while !FieldText.endsField(text, at: position, delimiter) { position &+= 1 }
      return position
    }
    let content = try self.content(text, at: start, field: field)
    if role == FileLayout.place { series.place = content.from..<content.to }
    if role == FileLayout.symbol { series.symbol = content.from..<content.to }
    return content.end
  }

  private func content(
    _ text: Span<UInt8>, at start: Int, field: Int
  ) throws(RowFault) -> FieldText {
    guard let content = FieldText(in: text, at: start, delimiter: delimiter) else {
      let end = FieldText.nextLine(in: text, after: start) - 1
      throw RowFault(kind: .unclosedQuote, field: field, from: start, to: end)
    }
    return content
  }

  /// Trailing delimiters are allowed; a field behind them is one too many.
  private func emptyRest(
    _ text: Span<UInt8>, from start: Int, field: Int
  ) throws(RowFault) -> Int {
    guard FieldText.isEmptyLine(text, at: start, delimiter: delimiter) else {
      throw RowFault(kind: .tooManyFields, field: field, from: start, to: start)
    }
    return FieldText.nextLine(in: text, after: start)
  }
}
