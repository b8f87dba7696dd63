extension Assembly {
  /// Puts the rows in order and makes the file of them.
  mutating func finish() throws(MarketDataError) -> CandleFile {
    if let failure { throw failure }
    let path = layout.path
    let symbol = try symbols.chosen(options.symbol, path: path) ?? Self.symbol(ofPath: path)
    guard !times.isEmpty || isCutShort else {
      throw MarketDataError(.noRows, path: path, message: "the file has a header and no rows")
    }
    if layout.stampKind == .epoch, let row = EpochColumn.convertToMilliseconds(&times) {
      repairs.append(Repair(kind: .mixedTimeUnits, count: 1, line: lines.line(ofRow: row)))
    }
    let lines = lines
    RowOrder.ascend(&times, &columns, repairs: &repairs, lineOfRow: lines.line)
    try refuseWhatMustBe()
    let frame = Frame(
      symbol: symbol, times: times, columnNames: layout.columnNames, columns: columns)
    return CandleFile(
      frame: frame, repairs: repairs, warnings: warnings, ignoredColumns: layout.ignoredColumns,
      gaps: GapSummary(in: frame), isCutShort: isCutShort)
  }

  private func refuseWhatMustBe() throws(MarketDataError) {
    if options.strict, let repair = repairs.min(by: { $0.line ?? .max < $1.line ?? .max }) {
      throw MarketDataError(
        .repairRefused, path: layout.path, line: repair.line, message: repair.sentence,
        help: "mend the file, or read it without --strict")
    }
    if options.strictValues, let warning = warnings.min(by: { $0.line ?? .max < $1.line ?? .max }) {
      throw MarketDataError(
        .implausibleCandle, path: layout.path, line: warning.line, message: warning.sentence,
        help: "correct the candles, or accept them as they are")
    }
  }

  /// The symbol that a file's name stands for: `GOOG_1d.csv` and `GOOG-1d.csv` are of `GOOG`.
  static func symbol(ofPath path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let stem = name.lastIndex(of: ".").map { $0 == name.startIndex ? name : name[..<$0] } ?? name
    if let underscore = stem.firstIndex(of: "_"), underscore != stem.startIndex {
      return String(stem[..<underscore])
    }
    if let hyphen = stem.lastIndex(of: "-"), hyphen != stem.startIndex,
      Interval(String(stem[stem.index(after: hyphen)...])) != nil
    {
      return String(stem[..<hyphen])
    }
    return String(stem)
  }
}
