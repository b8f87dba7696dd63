/// What to do with each field of a row, as found from the header and the first rows.
struct FileLayout: Sendable {
  var path: String
  var delimiter: UInt8
  /// One for each field of a row; 0 and above is the column of the frame it fills.
  var roles: [Int16]
  /// The names of all fields of a row, for messages.
  var fieldNames: [String]
  /// The columns of the frame.
  var columnNames: [String]
  var ignoredColumns: [String]
  var stampKind: StampKind
  /// The header line without its end; nil when the file has none.
  var header: [UInt8]?
  var firstRowOffset: Int
  var firstRowLine: Int
  /// Whether rows say which series they belong to.
  var namesSeries: Bool
  var wantedSymbol: String?

  static let time: Int16 = -1
  static let skipped: Int16 = -2
  static let place: Int16 = -3
  static let symbol: Int16 = -4
}

extension FileLayout {
  init(
    firstBlock block: ParsedBlock, path: String, options: CandleReader.Options
  ) throws(MarketDataError) {
    if let binary = BinaryContent(Array(block.text[0..<block.end])) {
      throw binary.error(path: path)
    }
    let text = block.text.span
    var start = 0
    var line = 1
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if block.text.prefix(3).elementsEqual(byteOrderMark) { start = 3 }
    let bare = UInt8(ascii: "\n")
    while start < block.end, FieldText.isEmptyLine(text, at: start, delimiter: bare) {
      start = FieldText.nextLine(in: text, after: start)
      line += 1
    }
    guard start < block.end else {
      throw MarketDataError(.emptyFile, path: path, message: "the file has nothing but blank lines")
    }
    guard let delimiter = Self.delimiter(in: text, lineAt: start) else {
      throw MarketDataError(
        .noDelimiter, path: path, line: line, column: 1,
        message: "the first line has a single field, \(Self.line(in: text, at: start))",
        help: "separate the fields with commas, semicolons or tabs")
    }
    guard let fields = FieldText.fields(in: text, lineAt: start, delimiter: delimiter) else {
      throw MarketDataError(
        .unclosedQuote, path: path, line: line,
        message: "a quote of the first line is not closed on that line")
    }
    var columns = try HeaderColumns(
      text, lineAt: start, fields: fields, place: (path, line))
    let headerEnd = FieldText.nextLine(in: text, after: start)
    let firstRow = columns.isHeader ? headerEnd : start
    let firstLine = columns.isHeader ? line + 1 : line
    let sample = RowSample(
      text, from: firstRow, to: block.end, line: firstLine, delimiter: delimiter,
      fieldCount: columns.names.count)
    try columns.findTime(in: sample, path: path, line: line)
    let kind = try sample.stampKind(ofField: columns.timeField, path: path)
    try self.init(columns, sample, path: path, headerLine: line, options: options, kind: kind)
    self.delimiter = delimiter
    if columns.isHeader { header = Array(block.text[start..<headerEnd]) }
    firstRowOffset = firstRow
    firstRowLine = firstLine
  }

  /// Gives each field its role.
  private init(
    _ columns: HeaderColumns, _ sample: RowSample, path: String, headerLine: Int,
    options: CandleReader.Options, kind: StampKind
  ) throws(MarketDataError) {
    self.path = path
    delimiter = UInt8(ascii: ",")
    fieldNames = columns.names
    roles = [Int16](repeating: Self.skipped, count: columns.names.count)
    columnNames = []
    ignoredColumns = []
    stampKind = kind
    firstRowOffset = 0
    firstRowLine = 1
    namesSeries = false
    wantedSymbol = options.symbol
    let wanted = options.wantedColumns.map { Set($0.map(HeaderNames.canonical)) }
    for (index, name) in columns.names.enumerated() {
      if index == columns.timeField {
        roles[index] = Self.time
        continue
      }
      if let role = Self.seriesRole(name), !roles.contains(role) {
        roles[index] = role
        namesSeries = true
        continue
      }
      let isText = sample.isText[index] && !HeaderNames.headerless.contains(name)
      let isWanted = wanted?.contains(name) ?? (!isText && !columns.isUnnamed[index])
      guard isWanted, roles.count <= Int(Int16.max) else {
        if !columns.isUnnamed[index] { ignoredColumns.append(name) }
        continue
      }
      if isText {
        throw MarketDataError(
          .textColumn, path: path, line: headerLine, column: columns.offsets[index] + 1,
          message: "the column \(shown(name)) holds text, not numbers",
          help: "ask for another column")
      }
      guard !columnNames.contains(name) else {
        throw MarketDataError(
          .duplicateColumn, path: path, line: headerLine, column: columns.offsets[index] + 1,
          message: "the column \(shown(name)) comes twice in the header",
          help: "rename or remove one of the two")
      }
      roles[index] = Int16(columnNames.count)
      columnNames.append(name)
    }
    if let missing = wanted?.subtracting(columnNames).min() {
      let present = columnNames + ignoredColumns
      throw MarketDataError(
        .missingColumn, path: path, line: headerLine,
        message: "the file has no column \(shown(missing)); it has "
          + present.prefix(20).joined(separator: ", "),
        help: "ask for one of these columns, or add the missing one to the file")
    }
  }

  private static func seriesRole(_ name: String) -> Int16? {
    if HeaderNames.placeNames.contains(name) { return place }
    return HeaderNames.symbolNames.contains(name) ? symbol : nil
  }

  /// The most frequent of comma, semicolon and tab outside quotes; nil without any.
  private static func delimiter(in text: Span<UInt8>, lineAt start: Int) -> UInt8? {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var position = start
    while true {
      let byte = text.byte(at: position)
      if byte == UInt8(ascii: "\n") { break }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
      position += 1
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let best = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
    return best.flatMap { counts[$0, default: 0] > 0 ? $0 : nil }
  }

  private static func line(in text: Span<UInt8>, at start: Int) -> String {
    let end = FieldText.nextLine(in: text, after: start) - 1
    return shown(NumberParser.string(text, from: start, to: min(end, start + 200)))
  }
}
