import StratMarket
package import StratTrading

/// What a backtest takes for granted, in words.
package enum Assumptions {
  package struct Line: Sendable {
    package let name: String
    package let text: String
  }

  package static func lines(_ configuration: SessionConfiguration) -> [Line] {
    let fills = configuration.fills
    var lines = [
      Line(
        name: "decisions", text: "on closed candles, by the trading core that paper sessions use"),
      Line(
        name: "market orders",
        text: "fill \(fills.maxVolumeShare == nil ? "whole " : "")at the next candle's open"),
    ]
    if configuration.longEntry != nil || configuration.shortEntry != nil {
      lines.append(
        Line(
          name: "entries at a price",
          text: "wait during the next candle; one that opens beyond the price fills at that open"))
    }
    lines += [
      Line(
        name: "stops and targets",
        text: "rest from the fill on; a candle that opens beyond one fills at that open; if one "
          + "candle touches both, the \(fills.bothHit.rawValue) is taken"),
      Line(name: "slippage", text: text(fills.slippage)),
      Line(name: "fee", text: text(fills.commission)),
      Line(
        name: "leverage",
        text: "none: what is held and ordered is worth at most the equity"),
      Line(
        name: "volume",
        text: fills.maxVolumeShare.map {
          "orders take at most \(percent($0)) of a candle's; the rest waits for the next one"
        } ?? "any size fills"),
    ]
    if let rate = fills.borrowRate {
      lines.append(Line(name: "borrowing", text: "shorts pay \(percent(rate)) a year"))
    }
    if let column = fills.funding {
      lines.append(
        Line(
          name: "funding",
          text: "longs pay shorts the rate in `\(column)` of their value at each of its stamps"))
    }
    if let column = fills.interest {
      lines.append(Line(name: "interest", text: "idle cash earns the yearly rate in `\(column)`"))
    }
    if fills.isAdjusted {
      lines.append(
        Line(name: "prices", text: "adjusted for splits and dividends by `adj_close`"))
    }
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

  private static func percent(_ share: FixedDecimal) -> String {
    FigureText.percent(share.double, decimals: 3)
  }

  private static func text(_ slippage: Slippage) -> String {
    let amount =
      switch slippage.kind {
      case .share: percent(slippage.amount)
      case .ticks: "\(slippage.amount) tick" + (slippage.amount == .one ? "" : "s")
      case .range: "\(percent(slippage.amount)) of the candle's range"
      case .volume: "\(percent(slippage.amount)) times the order's share of the candle's volume,"
      }
    return "\(amount) against the trader, on market and stop orders"
  }

  private static func text(_ commission: Commission) -> String {
    var parts: [String] = []
    if commission.maker == commission.taker {
      if !commission.taker.isZero || commission.perUnit.isZero {
        parts.append("\(percent(commission.taker)) of every fill")
      }
    } else {
      parts.append(
        "\(percent(commission.maker)) of limits and targets, \(percent(commission.taker)) of other "
          + "fills")
    }
    if !commission.perUnit.isZero { parts.append("\(commission.perUnit) a unit") }
    if !commission.minimum.isZero { parts.append("at least \(commission.minimum) an order") }
    return parts.joined(separator: ", ")
  }
}

extension FillBounds {
  /// What the bounds are, for people.
  package var text: String {
    func side(_ first: FillAssumptions.BothHit) -> String {
      let outcome = outcome(first)
      return "\(first.rawValue) first \(FigureText.money(outcome.finalEquity.double)), "
        + "\(outcome.trades) trades"
    }
    let candles = bars == 1 ? "1 candle" : "\(bars) candles"
    return "\(candles) went both ways: \(side(.stop)); \(side(.target))"
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
