import StratLanguage
import StratMarket
import Synchronization
import Testing

/// A table as it was read: a frame of its inputs, and the columns it expects.
struct GoldenData: Sendable {
  var frame: Frame
  var expected: [String: [Double]]

  private static let known = Mutex<[String: GoldenData]>([:])

  /// Reads a table, once.
  static func of(_ table: String) throws -> GoldenData {
    if let data = known.withLock({ $0[table] }) { return data }
    let data =
      if table == "talib_ref252_points" {
        try points()
      } else if table.hasSuffix("_trades") {
        try trades(table)
      } else {
        try plain(table)
      }
    known.withLock { $0[table] = data }
    return data
  }

  private static func plain(_ table: String) throws -> GoldenData {
    var inputs: [String: [Double]] = [:]
    var expected: [String: [Double]] = [:]
    for (name, values) in try GoldenTables.read(table) {
      if name.hasPrefix("exp_") {
        expected[String(name.dropFirst("exp_".count))] = values
      } else if name != "timestamp", name != "bar" {
        inputs[name] = values
      }
    }
    return GoldenData(
      frame: frame(table, inputs, times: try GoldenTables.times(table)), expected: expected)
  }

  /// TA-Lib's points name function, parameters, output and bar; here each is a sparse column.
  private static func points() throws -> GoldenData {
    var inputs = try GoldenTables.read("talib_ref252_input")
    inputs["bar"] = nil
    let frame = frame("talib_ref252_input", inputs)
    var expected: [String: [Double]] = [:]
    for cells in try GoldenTables.rows("talib_ref252_points").dropFirst() {
      try #require(cells.count == 6)
      let name = cells[0...2].joined(separator: " ")
      let row = try #require(Int(cells[3]))
      let value = try #require(Double(cells[5]))
      expected[name, default: Array(repeating: .nan, count: frame.rowCount)][row] = value
    }
    return GoldenData(frame: frame, expected: expected)
  }

  /// A list of trades: on which bars a long and a short entry was decided, 1 or 0.
  private static func trades(_ table: String) throws -> GoldenData {
    let candles = "tv_strategies/EURUSD_1h_ohlcv"
    let frame = try plain(candles).frame
    let times = try GoldenTables.rows(candles).dropFirst().map { try #require($0.first) }
    let rows = Dictionary(uniqueKeysWithValues: zip(times, times.indices))
    var entries = [
      "long": Array(repeating: 0.0, count: frame.rowCount),
      "short": Array(repeating: 0.0, count: frame.rowCount),
    ]
    for cells in try GoldenTables.rows(table).dropFirst() {
      try #require(cells.count > 2)
      let entry = try #require(rows[cells[2]]) - times.startIndex
      try #require(entry > 0 && entries[String(cells[1])] != nil)
      entries[String(cells[1])]?[entry - 1] = 1
    }
    return GoldenData(frame: frame, expected: entries)
  }

  /// Rows without times are a minute apart.
  private static func frame(
    _ symbol: String, _ inputs: [String: [Double]], times: [Int64]? = nil
  ) -> Frame {
    let names = inputs.keys.sorted()
    let rows = inputs.values.first?.count ?? 0
    return Frame(
      symbol: symbol, times: times ?? (0..<rows).map { Int64($0) * 60_000 }, columnNames: names,
      columns: names.compactMap { inputs[$0] })
  }

  /// What the table says about a formula, row by row; NaN for nothing.
  func readings(_ column: GoldenColumn) throws -> [Double] {
    let values = try #require(expected[column.name], "the table has no column \(column.name)")
    func among(_ n: Int, _ read: ([Double]) -> Double) -> [Double] {
      values.indices.map { row in
        row + 1 < n ? .nan : read(values[row + 1 - n...row].filter { $0 != 0 })
      }
    }
    switch column.reading {
    case .value: return values
    case .delayed(let bars): return values.indices.map { $0 < bars ? .nan : values[$0 - bars] }
    case .positive: return values.map { $0.isNaN ? .nan : $0 > 0 ? 1 : 0 }
    case .negative: return values.map { $0.isNaN ? .nan : $0 < 0 ? 1 : 0 }
    case .nonzero: return values.map { $0.isNaN ? .nan : $0 == 0 ? 0 : 1 }
    case .rowsSinceNonzero:
      return values.indices.map { row in
        values[...row].lastIndex { $0 != 0 }.map { Double(row - $0) } ?? .nan
      }
    case .nonzeroAmong(let n): return among(n) { Double($0.count) }
    case .anyNonzeroAmong(let n): return among(n) { $0.isEmpty ? 0 : 1 }
    case .allNonzeroAmong(let n): return among(n) { $0.count == n ? 1 : 0 }
    }
  }

  func isExcepted(_ row: Int, _ exceptions: [GoldenColumn.Exception]) -> Bool {
    exceptions.contains { exception in
      switch exception {
      case .tiedHighest(let name, let n): isTied(name, n, row) { $0.max() }
      case .tiedLowest(let name, let n): isTied(name, n, row) { $0.min() }
      case .row(let excepted): row == excepted
      }
    }
  }

  private func isTied(
    _ name: String, _ n: Int, _ row: Int, _ extreme: (ArraySlice<Double>) -> Double?
  ) -> Bool {
    guard row + 1 >= n, let values = frame.column(name) else { return false }
    let window = values[row + 1 - n...row]
    let best = extreme(window)
    return window.filter { $0 == best }.count > 1
  }
}
