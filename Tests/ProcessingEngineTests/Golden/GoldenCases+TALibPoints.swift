extension GoldenTable {
  /// Points of TA-Lib's own regression test, by function, parameters and number of the output.
  static let talibPoints: [GoldenTable] = [
    GoldenTable(
      "talib_ref252_points", GoldenTolerance(relative: 1e-9, absolute: 1e-12), leastRows: 1,
      definitions: [.movement, .wilderSum],
      pointsOfPrices + pointsOfMomentum + pointsOfVolume)
  ]

  private static let pointsOfPrices = [
    points("MA_SMA 30|SMA 0", "sma(close, 30)"), points("MA_SMA 2|SMA 0", "sma(close, 2)"),
    points("MA_WMA 30|WMA 0", "wma(close, 30)"), points("MA_WMA 2|WMA 0", "wma(close, 2)"),
    points("MA_EMA 10|EMA 0", "ema(close, 10)"), points("MA_EMA 2|EMA 0", "ema(close, 2)"),
    points("MA_TRIMA 9|TRIMA 0", "trima(close, 9)"),
    points("MA_TRIMA 10|TRIMA 0", "trima(close, 10)"),
    points("MA_TRIMA 12|TRIMA 0", "trima(close, 12)"),
    points("MA_T3 5|T3 0", "t3(close, 5, 0.7)"), points("MA_MAMA 10|MAMA 0", "mama(close).mama"),
    points("MA_KAMA 10|KAMA 0", "kama(close)"),
    points("BBANDS 20|2.0|2.0|SMA 0", "bbands(close, 20, 2).upper"),
    points("BBANDS 20|2.0|2.0|SMA 1", "bbands(close, 20, 2).middle"),
    points("BBANDS 20|2.0|2.0|SMA 2", "bbands(close, 20, 2).lower"),
    points("BBANDS 20|2.0|2.0|EMA 0", "ema(close, 20) + 2 * stdev(close, 20)"),
    points("BBANDS 20|2.0|2.0|EMA 1", "ema(close, 20)"),
    points("BBANDS 20|2.0|2.0|EMA 2", "ema(close, 20) - 2 * stdev(close, 20)"),
    points("STDDEV 5|1.0 0", "stdev(close, 5)"),
    points("STDDEV 5|1.5 0", "1.5 * stdev(close, 5)"),
    points("TRANGE 0 0", "tr"), points("ATR 14 0", "atr(14)"), points("ATR 1 0", "atr(1)"),
    points("NATR 14|0|0 0", "natr(14)"), points("AVGPRICE 0 0", "ohlc4"),
    points("CORREL 20 0", "correlation(high, low, 20)"),
    points("CCI 11|0|0 0", "cci(hlc3, 11)"), points("CCI 5|0|0 0", "cci(hlc3, 5)"),
    points("CCI 2|0|0 0", "cci(hlc3, 2)"), points("BOP 0 0", "bop"),
  ]

  private static let lateMACD =
    "ema(if is_na(close[14]) then na else close, 12) - ema(close, 26)"

  private static let pointsOfMomentum = [
    points("RSI 14 0", "rsi(close, 14)"),
    points("CMO 14 0", "cmo(close, 14, sums: wilder)"),
    points("ROC 14 0", "roc(close, 14)"), points("MOM 14 0", "mom(close, 14)"),
    points("ROCR 14 0", "1 + roc(close, 14) / 100"), points("ROCR100 14 0", "100 + roc(close, 14)"),
    points("TRIX 5 0", "trix(close, 5)"), points("ULTOSC 7|14|28 0", "ultimate(7, 14, 28)"),
    points("WILLR 14|0|0 0", "willr(14)"),
    points("STOCH 5|3|SMA|3|SMA 0", "stoch(5, 3, 3).k"),
    points("STOCH 5|3|SMA|3|SMA 1", "stoch(5, 3, 3).d"),
    points("STOCH 5|3|SMA|4|SMA 0", "stoch(5, 3, 4).k"),
    points("STOCH 5|3|SMA|4|SMA 1", "stoch(5, 3, 4).d"),
    points("AROON_UP 14 0", "aroon(14).up"), points("AROON_DOWN 14 0", "aroon(14).down"),
    points("AROONOSC 14 0", "aroon_osc(14)"),
    points("PPO 2|3|SMA 0", "100 * (sma(close, 2) - sma(close, 3)) / sma(close, 3)"),
    points("APO 12|26|SMA 0", "sma(close, 12) - sma(close, 26)"),
    points("APO 26|12|SMA 0", "sma(close, 12) - sma(close, 26)"),
    points("MACD 12|26|9 0", lateMACD), points("MACD 26|12|9 0", lateMACD),
    points("MACD 12|26|9 1", "ema(\(lateMACD), 9)"),
    points("MACD 26|12|9 1", "ema(\(lateMACD), 9)"),
    points("MACD 12|26|9 2", "\(lateMACD) - ema(\(lateMACD), 9)"),
    points("MACD 26|12|9 2", "\(lateMACD) - ema(\(lateMACD), 9)"),
    points("MACDEXT 12|26|9 0", lateMACD),
    points("MACDEXT 12|26|9 1", "ema(\(lateMACD), 9)"),
    points("MACDEXT 12|26|9 2", "\(lateMACD) - ema(\(lateMACD), 9)"),
    points("PLUS_DM 14 0", "wilder_sum(up_move, 14)"),
    points("MINUS_DM 14 0", "wilder_sum(down_move, 14)"),
    points("PLUS_DM 1 0", "up_move"), points("MINUS_DM 1 0", "down_move"),
    points("PLUS_DI 1 0", "up_move / tr"), points("MINUS_DI 1 0", "down_move / tr"),
    points("PLUS_DI 14 0", directional("up_move")),
    points("MINUS_DI 14 0", directional("down_move")),
    points("DX 14 0", directionalIndex), points("ADX 14 0", directionalAverage),
    points("ADXR 14 0", "avg(\(directionalAverage), (\(directionalAverage))[13])"),
  ]

  private static func directional(_ move: String) -> String {
    "100 * wilder_sum(\(move), 14) / wilder_sum(tr, 14)"
  }

  private static let directionalIndex =
    "100 * abs(\(directional("up_move")) - \(directional("down_move")))"
    + " / (\(directional("up_move")) + \(directional("down_move")))"

  private static let directionalAverage =
    "rma(if is_na(close[14]) then na else \(directionalIndex), 14)"

  private static let pointsOfVolume = [
    points("AD -1 0", "ad"), points("ADOSC_3_10 -1 0", "adosc(3, 10, seed: first)"),
    points("ADOSC_5_2 -1 0", "adosc(5, 2, seed: first)"), points("MFI 14 0", "mfi(14)"),
    points("MFI 49 0", "mfi(49)"), points("MFI 50 0", "mfi(50)"), points("MFI 51 0", "mfi(51)"),
    points("MFI 100 0", "mfi(100)"),
  ]

  private static func points(_ name: String, _ formula: String) -> GoldenColumn {
    GoldenColumn(name, formula, allowsMore: true, note: "a few bars only")
  }
}
