import Foundation
import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import TestSupport
import Testing

/// Strategies and candles that tests of backtests use.
enum HistoryFixtures {
  static let root: URL = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  static let strategies: [String] = {
    let folder = root.appending(path: "strategies").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".strat") }.sorted()
  }()

  static func program(file name: String) throws -> StrategyProgram {
    let url = root.appending(path: "strategies/\(name)")
    return try program(SourceText(name: name, bytes: Array(try Data(contentsOf: url))))
  }

  static func program(_ text: String) throws -> StrategyProgram {
    try program(SourceText(name: "test", text))
  }

  private static func program(_ source: SourceText) throws -> StrategyProgram {
    let result = compile(source)
    let rendered = TextRenderer().render(result.diagnostics, in: source)
    return try StrategyProgram(try #require(result.strategy, "\(rendered)"))
  }

  /// Candles of the repository, or of what lies beside it.
  static func frame(_ path: String) throws -> Frame {
    try CandleReader.read(path: root.appending(path: path).path).frame
  }

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  static func configuration(
    _ program: StrategyProgram, _ frames: [Frame], fee: FixedDecimal = .zero,
    slippage: FixedDecimal = .zero
  ) throws -> SessionConfiguration {
    var configuration = try SessionConfiguration(
      id: SessionID("test"), strategy: program.strategy,
      instruments: frames.map { frame in
        Instrument.derived(
          symbol: frame.symbol,
          prices: ["open", "high", "low", "close"].compactMap { frame.column($0) })
      }, initialCash: Money(FixedDecimal(100_000)))
    configuration.fills = FillAssumptions(feeRate: fee, slippage: slippage)
    return configuration
  }

  /// Candles of a random walk with the oddities of real ones.
  static func randomFrame(seed: UInt64, rows: Int, symbol: String = "TEST") -> Frame {
    var random = SplitMix64(seed: seed)
    var price = 100.0
    var columns: [[Double]] = [[], [], [], [], []]
    for _ in 0..<rows {
      let open = price * Double.random(in: 0.99...1.01, using: &random)
      let close = open * Double.random(in: 0.98...1.02, using: &random)
      let high = max(open, close) * Double.random(in: 1...1.01, using: &random)
      let low = min(open, close) * Double.random(in: 0.99...1, using: &random)
      price = close
      var row = [open, high, low, close].map { ($0 * 100).rounded() / 100 }
      row.append(Double(Int.random(in: 0...5_000, using: &random)))
      if Int.random(in: 0..<60, using: &random) == 0 {
        row[Int.random(in: 0..<5, using: &random)] = .nan
      }
      for index in columns.indices { columns[index].append(row[index]) }
    }
    return Frame(
      symbol: symbol, times: (0..<rows).map { Int64($0) * 3_600_000 },
      columnNames: ["open", "high", "low", "close", "volume"], columns: columns)
  }
}
