import StratMarket
package import StratTrading

/// What a backtest takes for granted, in words.
package enum Assumptions {
  package struct Line: Sendable {
    package let name: String
    package let text: String
  }

  package static func lines(_ configuration: SessionConfiguration) -> [Line] {
    var lines = [
      Line(
        name: "decisions", text: "on closed candles, by the trading core that paper sessions use"),
      Line(name: "market orders", text: "fill whole at the next candle's open"),
      Line(
        name: "stops and targets",
        text: "rest from the fill on; a candle that opens beyond one fills at that open; if one "
          + "candle touches both, the stop is taken"),
      Line(
        name: "slippage",
        text: "\(FigureText.percent(configuration.slippage.double, decimals: 3)) "
          + "against the trader, on market and stop orders"),
      Line(
        name: "fee",
        text: "\(FigureText.percent(configuration.feeRate.double, decimals: 3)) of every fill"),
      Line(
        name: "leverage",
        text: "none: what is held and ordered is worth at most the equity"),
      Line(name: "volume", text: "any size fills"),
    ]
    for instrument in configuration.instruments {
      lines.append(
        Line(
          name: instrument.symbol,
          text: "tick \(instrument.tickSize), lot \(instrument.lotSize), least order "
            + "\(instrument.minimumNotional) \(instrument.currency), shorts "
            + (instrument.allowsShort ? "allowed" : "refused")))
    }
    return lines
  }
}

extension ReduceReason {
  /// For people.
  package var title: String {
    switch self {
    case .exitRule: "exit rule"
    case .oppositeEntry: "entry of the other side"
    case .stop: "stop"
    case .target: "target"
    case .flatten: "flattened"
    }
  }
}
