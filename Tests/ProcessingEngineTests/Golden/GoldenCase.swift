import Testing

/// One comparison: a column of a table with a formula.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  var table: GoldenTable
  var column: GoldenColumn

  var tolerance: GoldenTolerance { column.tolerance ?? table.tolerance }

  var testDescription: String { "\(table.name).\(column.name): \(column.formula)" }

  static let sources: [(title: String, tables: [GoldenTable])] = [
    ("Stock.Indicators", GoldenTable.skender), ("TradingView", GoldenTable.tradingView),
    ("TA-Lib", GoldenTable.talib), ("TA-Lib's regression points", GoldenTable.talibPoints),
    ("QuantConnect Lean", GoldenTable.lean), ("StockCharts ChartSchool", GoldenTable.chartSchool),
    ("Achelis, Technical Analysis from A to Z", GoldenTable.achelis),
    ("cinar/indicator", GoldenTable.cinar), ("ta4j", GoldenTable.ta4j),
    ("Others", GoldenTable.others),
  ]

  static let tables = sources.flatMap(\.tables)

  static let all = tables.flatMap { table in
    table.columns.map { GoldenCase(table: table, column: $0) }
  }
}
