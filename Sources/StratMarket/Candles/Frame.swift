/// Candles of one symbol, a column at a time, in ascending time.
///
/// All columns have the same number of rows. Missing values are NaN; infinities do not occur.
package struct Frame: Sendable {
  package var symbol: String
  package private(set) var times: [Int64]
  package private(set) var columnNames: [String]
  package private(set) var columns: [[Double]]
  /// The distance of the bars, as found from their times; nil for fewer than two rows.
  package private(set) var interval: Interval?

  /// Makes a frame and finds its interval.
  ///
  /// - Precondition: as many names as columns; every column as long as `times`; times ascend.
  package init(symbol: String, times: [Int64], columnNames: [String], columns: [[Double]]) {
    self.init(
      symbol: symbol, times: times, columnNames: columnNames, columns: columns,
      interval: Interval.detected(in: times))
  }

  /// Makes a frame whose interval is known.
  ///
  /// - Precondition: as many names as columns; every column as long as `times`; times ascend.
  package init(
    symbol: String, times: [Int64], columnNames: [String], columns: [[Double]], interval: Interval?
  ) {
    precondition(columnNames.count == columns.count, "a name for each column")
    precondition(columns.allSatisfy { $0.count == times.count }, "columns of equal length")
    self.symbol = symbol
    self.times = times
    self.columnNames = columnNames
    self.columns = columns
    self.interval = interval
  }

  package var rowCount: Int { times.count }

  package func column(_ name: String) -> [Double]? {
    guard let index = columnNames.firstIndex(of: name) else { return nil }
    return columns[index]
  }

  package func columnIndex(_ name: String) -> Int? { columnNames.firstIndex(of: name) }

  package func time(ofRow row: Int) -> Timestamp { Timestamp(milliseconds: times[row]) }

  /// Adds a column, or replaces the one of that name.
  ///
  /// - Precondition: as many values as rows.
  package mutating func setColumn(_ name: String, to values: [Double]) {
    precondition(values.count == rowCount, "a value for each row")
    if let index = columnIndex(name) {
      columns[index] = values
    } else {
      columnNames.append(name)
      columns.append(values)
    }
  }
}
