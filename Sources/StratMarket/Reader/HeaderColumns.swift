/// The fields of the first line, whether it is a header or already a row.
struct HeaderColumns {
  private(set) var isHeader = true
  /// Canonical names, one for each field; invented where the file gives none.
  private(set) var names: [String] = []
  private(set) var isUnnamed: [Bool] = []
  /// Where each field begins in its line.
  private(set) var offsets: [Int] = []
  private(set) var timeField = 0

  init(
    _ text: Span<UInt8>, lineAt start: Int, fields: [FieldText], place: (path: String, line: Int)
  ) throws(MarketDataError) {
    var fields = fields
    while fields.count > 1, let last = fields.last, last.from == last.to { fields.removeLast() }
    offsets = fields.map { $0.from - start }
    let isStamp = StampKind(text, from: fields[0].from, to: fields[0].to) != nil
    if isStamp {
      let readings = fields.dropFirst().map { NumberParser.read(text, from: $0.from, to: $0.to) }
      let numbers = readings.filter { if case .value = $0 { true } else { false } }
      let others = readings.filter { if case .value = $0 { false } else { $0 != .missing } }
      guard fields.count >= 5, numbers.count >= 4, others.isEmpty else {
        throw MarketDataError(
          .noHeader, path: place.path, line: place.line, column: 1,
          message: "the first line is a row, not a header",
          help: "add a first line that names the columns, as "
            + HeaderNames.headerless.joined(separator: ","))
      }
      isHeader = false
      for index in fields.indices {
        names.append(
          index < HeaderNames.headerless.count
            ? HeaderNames.headerless[index] : "column_\(index + 1)")
      }
      isUnnamed = names.map { _ in false }
      return
    }
    for (index, field) in fields.enumerated() {
      let name = HeaderNames.canonical(field.string(in: text))
      isUnnamed.append(name.isEmpty)
      names.append(name.isEmpty ? "column_\(index + 1)" : name)
    }
  }

  /// Finds the field with the stamps: the best of the known names, or a first field without name
  /// that holds stamps, as pandas writes an index.
  mutating func findTime(
    in sample: RowSample, path: String, line: Int
  ) throws(MarketDataError) {
    guard isHeader else { return }
    if let name = HeaderNames.timeNames.first(where: names.contains),
      let field = names.firstIndex(of: name)
    {
      if let second = names.lastIndex(of: name), second != field {
        throw MarketDataError(
          .duplicateColumn, path: path, line: line, column: offsets[second] + 1,
          message: "the column \(shown(name)) comes twice in the header",
          help: "rename or remove one of the two")
      }
      if name == "time", names.contains("date"), sample.isTimeOfDay(inField: field) {
        throw MarketDataError(
          .separateDateAndTime, path: path, line: line, column: offsets[field] + 1,
          message: "date and time of day are in columns of their own",
          help: "join them in one column, as 2017-03-02T14:00:00Z")
      }
      timeField = field
      return
    }
    if isUnnamed[0], sample.holdsStamps(inField: 0) { return }
    throw MarketDataError(
      .noTimeColumn, path: path, line: line, column: 1,
      message: "no column holds the time; the header has "
        + names.prefix(20).joined(separator: ", "),
      help: "name the column with the opening times \"timestamp\"")
  }
}
