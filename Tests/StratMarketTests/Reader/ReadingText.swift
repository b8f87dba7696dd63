import TestSupport

@testable import StratMarket

/// Reads a text as the file `X_1h.csv`.
func readCandles(
  _ text: String, _ configure: (inout CandleReader.Options) -> Void = { _ in }
) throws(MarketDataError) -> CandleFile {
  var options = CandleReader.Options()
  configure(&options)
  return try CandleReader.read(Array(text.utf8), name: "X_1h.csv", options: options)
}

/// A sentence or an error, and where: what a test wants to see of a repair or a warning.
func places(_ repairs: [Repair]) -> [String] {
  repairs.map { "\($0.line.map(String.init) ?? "?"): \($0.sentence)" }
}

func places(_ warnings: [CandleWarning]) -> [String] {
  warnings.map { "\($0.line.map(String.init) ?? "?"): \($0.sentence)" }
}

/// A clean text of hourly candles.
func syntheticCandles(rows: Int, seed: UInt64) -> String {
  var random = SplitMix64(seed: seed)
  var text = "timestamp,open,high,low,close,volume\n"
  var price = 100.0
  for row in 0..<rows {
    let open = price
    price = (price * (1 + Double.random(in: -0.01...0.01, using: &random)) * 1e4).rounded() / 1e4
    let high = max(open, price) + 0.5
    let low = min(open, price) - 0.5
    let volume = Int.random(in: 0...100_000_000, using: &random)
    let time = Timestamp(milliseconds: Int64(row) * 3_600_000 + 1_500_000_000_000)
    text += "\(time),\(open),\(high),\(low),\(price),\(volume)\n"
  }
  return text
}
