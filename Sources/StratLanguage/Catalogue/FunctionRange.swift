/// Between which values the results of functions lie, for well-formed candles.
///
/// Only what holds for every series and length is listed: warnings rely on it.
enum FunctionRange {
  private static let ranges: [String: ClosedRange<Double>] = [
    "rsi": 0...100, "stoch_k": 0...100, "stoch": 0...100, "stochrsi": 0...100, "mfi": 0...100,
    "adx": 0...100, "aroon": 0...100, "ultimate": 0...100, "willr": -100...0, "cmo": -100...100,
    "tsi": -100...100, "cmf": -1...1,
  ]

  static func of(_ name: String) -> ClosedRange<Double>? { ranges[name] }
}
