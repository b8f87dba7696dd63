import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import Testing

/// Windows neither drift nor cancel, and forget what has left them.
@Suite struct `Windows over prices around 30,000 that move by thousandths` {
  private static let rows = 300_000
  private static let exact = ExactWindows(rows: rows)
  private static let frame = Frame(
    symbol: "EXACT", times: (0..<rows).map { Int64($0) * 60_000 }, columnNames: ["close", "open"],
    columns: exact.columns)

  private static func values(_ formula: String, _ frame: Frame) throws -> [Double] {
    let strategy = try #require(compileFormula(SourceText(name: "formula", formula)).strategy)
    return try Execution.blocks(try Lowering.lower(strategy), frame, size: 512).numbers[0]
      .map { Double(bitPattern: $0) }
  }

  @Test(arguments: [2, 5, 20, 200, 2_000])
  func `are within 1e-12 of the exact values, however many bars have passed`(
    length: Int
  ) throws {
    for (formula, error) in ExactWindows.comparisons(length: length) {
      let values = try Self.values(formula, Self.frame)
      var worst = 0.0
      var row = length - 1
      while row < Self.rows {
        let exact = Self.exact.values(endingIn: row, length: length)
        // Two equal values in a row have no deviation to be a part of.
        if exact.deviation > 0 && !exact.correlation.isNaN {
          worst = max(worst, error(values[row], exact))
        }
        row += 997
      }
      #expect(worst <= 1e-12, "\(formula): \(worst)")
      #expect(values.count { !$0.isNaN } > 250_000, "\(formula)")
    }
  }

  private static let windows = [
    "sum(close, 7)", "sma(close, 7)", "wma(close, 7)", "stdev(close, 7)", "variance(close, 7)",
    "covariance(close, open, 7)", "correlation(close, open, 7)", "slope(close, 7)",
    "linreg(close, 7)", "r_squared(close, 7)", "mean_deviation(close, 7)", "skew(close, 7)",
    "kurtosis(close, 7)", "rank(close, 7)", "percentile(close, 7, 40)", "recent_mean(close, 5, 7)",
    "recent_sine(close, 7, 7)", "alma(close, 7)",
    "highest(close, 7)", "lowest(close, 7)", "highest_bar(close, 7)",
    "lowest_bar(close, 7, ties: earliest)", "zscore(close, 7)",
  ]

  /// From the seventh bar after it on, the bits are those of candles that never had it.
  @Test(arguments: windows, [Double.nan, 1e300, -1e300])
  func `forget a missing and an absurd price after exactly their length`(
    formula: String, price: Double
  ) throws {
    let rows = 60
    let clean = Self.exact.columns.map { Array($0.prefix(rows)) }
    func frame(_ columns: [[Double]]) -> Frame {
      Frame(
        symbol: "PRINT", times: (0..<rows).map { Int64($0) * 60_000 },
        columnNames: ["close", "open"], columns: columns)
    }
    let expected = try Self.values(formula, frame(clean))
    // Every place in a chunk, since each is another way through the sums.
    for place in 20..<27 {
      var columns = clean
      columns[0][place] = price
      let values = try Self.values(formula, frame(columns))
      let same = zip(values, expected).map { Execution.canonical($0) == Execution.canonical($1) }
      #expect(!same[(place + 7)...].contains(false), "place \(place)")
      #expect(!same[..<place].contains(false), "place \(place)")
      let known = values[place..<place + 7].count { !$0.isNaN }
      #expect(!price.isNaN || known == 0, "place \(place)")
    }
  }
}
