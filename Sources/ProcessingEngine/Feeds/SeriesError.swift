package import StratMarket

/// Why a program cannot run over the candles at hand.
package enum SeriesError: Error, Sendable, CustomStringConvertible {
  case missingColumn(MissingColumn)
  /// The candles of a symbol the formulas read were not given.
  case missingSymbol(String, available: [String])
  /// How long candles are is not known: there are too few of them.
  case unknownInterval(symbol: String)
  /// Bars cannot be made of longer ones, or of as long ones.
  case intervalNotLonger(milliseconds: Int64, candles: Interval, symbol: String)
  /// A bar would not have a whole number of candles.
  case intervalNotMultiple(milliseconds: Int64, candles: Interval, symbol: String)
  case unknownZone(String)
  /// A joined value without a rule is stamped when no candle opens.
  case misfitStamp(column: String, at: Timestamp, symbol: String)

  package var description: String {
    switch self {
    case .missingColumn(let missing): missing.description
    case .missingSymbol(let symbol, let available):
      "there are no candles of \"\(symbol)\""
        + (available.isEmpty ? "" : "; there are those of \(available.joined(separator: ", "))")
    case .unknownInterval(let symbol):
      "the interval of the candles of \(symbol) is not known: there are too few"
    case .intervalNotLonger(let wanted, let candles, let symbol):
      "bars of \(Interval.fixed(milliseconds: wanted)) cannot be made of the candles of \(symbol), "
        + "which are \(candles)"
    case .intervalNotMultiple(let wanted, let candles, let symbol):
      "\(Interval.fixed(milliseconds: wanted)) is not a whole number of the candles of \(symbol), "
        + "which are \(candles)"
    case .unknownZone(let name): "there is no time zone \"\(name)\" on this system"
    case .misfitStamp(let column, let time, let symbol):
      "'\(column)' has a value at \(time), when no candle of \(symbol) opens"
    }
  }

  /// One imperative sentence: what to do about it.
  package var help: String {
    switch self {
    case .missingColumn(let missing):
      "choose candles with that column, or name one: `--column \(missing.name)=…`"
    case .missingSymbol(let symbol, _): "give them: `--with FILE` with the candles of \(symbol)"
    case .unknownInterval: "say it in the strategy: `strategy \"…\" on 1h`"
    case .intervalNotLonger: "choose candles of a shorter interval, or a longer one behind `on`"
    case .intervalNotMultiple: "choose a multiple of the candles' interval behind `on`"
    case .unknownZone: "install the system's time zone data"
    case .misfitStamp(let column, _, _):
      "say how old a value may be: `input \(column) : ratio as of 8h`, with `within 1s` where "
        + "stamps come late"
    }
  }
}
