/// What a file of candles held: the frame, and everything that was not plain about the file.
package struct CandleFile: Sendable {
  package var frame: Frame
  package var symbol: String { frame.symbol }
  /// What had to be mended.
  package var repairs: [Repair]
  /// What is odd about the values; they were kept.
  package var warnings: [CandleWarning]
  /// Columns of the file that are not in the frame, because they hold text or were not asked for.
  package var ignoredColumns: [String]
  package var gaps: GapSummary?
  /// Whether reading ended at `Options.maxRows` with more rows to come.
  package var isCutShort: Bool
}

/// One kind of mending done to a file, with how often and where first.
package struct Repair: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case newestFirst
    case outOfOrder
    case duplicateRows
    case conflictingRows
    case mixedTimeUnits
    case repeatedHeader
    case emptyRows
    case truncatedLastLine
  }

  package var kind: Kind
  /// Rows concerned.
  package var count: Int
  /// The first line concerned; nil where it is no longer known.
  package var line: Int?

  /// What was found and done, as one sentence without a full stop.
  package var sentence: String {
    func rows(_ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    return switch kind {
    case .newestFirst: "rows were newest first: reversed"
    case .outOfOrder: "\(rows("row")) out of order: sorted"
    case .duplicateRows: "\(rows("duplicate row")) dropped (same time, same values)"
    case .conflictingRows:
      "\(rows("row")) dropped under a time that comes again with different values: the last kept"
    case .mixedTimeUnits:
      "time stamps change their unit: each read by its own magnitude"
    case .repeatedHeader: "\(rows("repeated header line")) dropped"
    case .emptyRows: "\(rows("row")) of nothing but delimiters dropped"
    case .truncatedLastLine: "the last line is cut off: dropped"
    }
  }
}

/// One kind of implausible value, with how often and where first.
package struct CandleWarning: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case negativePrice
    case negativeVolume
    case highBelowLow
    case bodyOutsideRange
  }

  package var kind: Kind
  /// Rows concerned.
  package var count: Int
  /// The first line concerned; nil where it is no longer known.
  package var line: Int?

  /// What was found, as one sentence without a full stop.
  package var sentence: String {
    let rows = "\(count) \(count == 1 ? "row has" : "rows have")"
    return switch kind {
    case .negativePrice: "\(rows) a negative price"
    case .negativeVolume: "\(rows) a negative volume"
    case .highBelowLow: "\(rows) a high below the low"
    case .bodyOutsideRange: "\(rows) an open or close above the high or below the low"
    }
  }
}
