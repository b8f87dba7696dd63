import Foundation
import Testing

@testable import StratMarket

/// The real files kept beside the package, which are not part of it.
enum SharedData {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data").path

  static let files: [String] = {
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted().map { "\(root)/\($0)" }
  }()

  static var isPresent: Bool { !files.isEmpty }
}

@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
struct SharedDataTests {
  private func read(_ name: String, symbol: String? = nil) throws -> CandleFile {
    var options = CandleReader.Options()
    options.symbol = symbol
    return try CandleReader.read(path: "\(SharedData.root)/\(name)", options: options)
  }

  @Test(arguments: [
    ("equity_GOOG_1d.csv", 2_148, "1d"), ("equity_SPY_1d.csv", 5_241, "1d"),
    ("equity_AAPL_1d_raw_splits.csv", 5_849, "1d"), ("fx_EURUSD_1h.csv", 5_000, "1h"),
    ("crypto_BTCUSD_1mo.csv", 156, "1mo"), ("crypto_5m/ADA-BTC_5m.csv", 5_720, "5m"),
    ("crypto_5m/TRX-BTC_5m.csv", 5_754, "5m"), ("crypto_BTCUSD_1m_2014.csv", 283_787, "1m"),
    ("crypto_BTCUSD_1d_index.csv", 5_905, "1d"),
    ("basis_binance_8h/BTCUSDT_spot_8h.csv", 1_642, "8h"),
    ("basis_binance_8h/ETHUSDT_perp_8h.csv", 1_642, "8h"),
    ("funding_hyperliquid_1h.csv", 12_192, "1h"), ("edge/penny_stock_1d.csv", 533, "1d"),
    ("edge/all_zero_1d.csv", 200, "1d"), ("edge/flat_bars_zero_volume_3m.csv", 595, "3m"),
    ("lending_aave_v3_polygon_WETH_1m.csv", 2_880, "1m"),
  ])
  func `a file loads whole and unmended, with its interval`(
    name: String, rows: Int, interval: String
  ) throws {
    let file = try read(name)
    #expect(file.frame.rowCount == rows)
    #expect(file.frame.interval?.description == interval)
    #expect(file.repairs.isEmpty)
    #expect(file.warnings.isEmpty)
  }

  @Test func `all values are those of a plain reader`() throws {
    for path in SharedData.files {
      var options = CandleReader.Options()
      if path.contains("funding_8h") { options.symbol = "BTCUSDT" }
      if path.contains("funding_binance") { options.symbol = "BTCUSDT" }
      if path.contains("aave_v3_daily") { options.symbol = "arbitrum/WETH" }
      if path.contains("descending") || path.contains("1m_2014") { continue }
      let file = try CandleReader.read(path: path, options: options)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      var lines = text.split(separator: "\n").map { $0.split(separator: ",") }
      let header = lines.removeFirst()
      if let symbol = options.symbol?.split(separator: "/").last,
        let field = header.firstIndex(of: "symbol")
      {
        lines.removeAll { $0[field] != symbol }
        if let network = header.firstIndex(of: "network") {
          lines.removeAll { $0[network] != "arbitrum" }
        }
      }
      #expect(file.frame.times == lines.compactMap { Timestamp(String($0[0]))?.milliseconds })
      for (name, column) in zip(file.frame.columnNames, file.frame.columns) {
        let field = try #require(header.firstIndex { $0 == name })
        #expect(column == lines.compactMap { Double($0[field]) }, "\(path) \(name)")
      }
    }
  }

  @Test func `the file that is newest first is put in order`() throws {
    let file = try read("crypto_BTCUSD_1h_descending.csv")
    #expect(file.repairs.map(\.kind).prefix(2) == [.newestFirst, .outOfOrder])
    #expect(file.frame.interval?.description == "1h")
    #expect(file.frame.time(ofRow: 0) == Timestamp("2017-07-01T11:00:00Z"))
    #expect(zip(file.frame.times, file.frame.times.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `gaps are summed up`() throws {
    let gaps = try #require(try read("crypto_BTCUSD_1m_2014.csv").gaps)
    #expect(gaps.count == 71_057)
    #expect(gaps.longestMilliseconds == 177 * 60_000)
    let weekends = try #require(try read("fx_EURUSD_1h.csv").gaps)
    #expect(weekends.count == 42)
    #expect(weekends.longestMilliseconds == 73 * 3_600_000)
    #expect(try read("crypto_5m/ETH-BTC_5m.csv").gaps == nil)
  }

  @Test func `files of several symbols are read one symbol at a time`() throws {
    #expect(throws: MarketDataError.self) { try read("funding_binance_8h_2020-2023.csv") }
    let funding = try read("funding_binance_8h_2020-2023.csv", symbol: "ETHUSDT")
    #expect(funding.frame.rowCount == 4_383)
    #expect(funding.symbol == "ETHUSDT")
    #expect(funding.frame.interval?.description == "8h")
    let lending = try read("lending_aave_v3_daily.csv", symbol: "USDC")
    #expect(lending.frame.rowCount == 398)
    #expect(lending.frame.interval?.description == "1d")
    #expect(lending.ignoredColumns == ["asset_address", "reserve_last_update"])
    #expect(throws: MarketDataError.self) { try read("lending_aave_v3_daily.csv", symbol: "WETH") }
  }

  @Test func `27 decimals are rounded correctly`() throws {
    let file = try read("lending_aave_v3_polygon_WETH_1m.csv")
    #expect(file.symbol == "WETH")
    #expect(file.frame.column("liquidity_rate")?.first == 0.003930921794380141930837489)
  }
}
