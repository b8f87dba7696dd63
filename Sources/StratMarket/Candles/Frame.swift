/// Candles of one symbol, a column at a time, in ascending time.
///
/// All columns have the same number of rows. Missing values are NaN; infinities do not occur.
package struct Frame: Sendable {
  package var symbol: String
  package private(set) var times: [Int64]
  package private(set) var columnNames: [String]
  package private(set) var columns: [[Double]]

  /// - Precondition: as many names as columns; every column as long as `times`; times ascend.
  package init(symbol: String, times: [Int64], columnNames: [String], columns: [[Double]]) {
    precondition(columnNames.count == columns.count, "a name for each column")
    precondition(columns.allSatisfy { $0.count == times.count }, "columns of equal length")
    self.symbol = symbol
    self.times = times
    self.columnNames = columnNames
    self.columns = columns
  }

  package var rowCount: Int { times.count }

  package func column(_ name: String) -> [Double]? {
    guard let index = columnNames.firstIndex(of: name) else { return nil }
    return columns[index]
  }

  package func columnIndex(_ name: String) -> Int? { columnNames.firstIndex(of: name) }

  package func time(ofRow row: Int) -> Timestamp { Timestamp(milliseconds: times[row]) }
}
