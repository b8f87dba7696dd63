extension GoldenTable {
  /// Stock.Indicators: 502 daily bars.
  static let skender: [GoldenTable] = skenderAverages + skenderMomentum + skenderRest

  private static let close = GoldenTolerance(relative: 1e-8, absolute: 1e-9)

  private static let skenderAverages = [
    GoldenTable("si_sma", close, [GoldenColumn("sma", "sma(close, 20)")]),
    GoldenTable("si_ema", close, [GoldenColumn("ema", "ema(close, 20)")]),
    GoldenTable("si_smma", close, [GoldenColumn("smma", "rma(close, 20)")]),
    GoldenTable("si_wma", close, [GoldenColumn("wma", "wma(close, 14)")]),
    GoldenTable("si_hma", close, [GoldenColumn("hma", "hma(close, 14)")]),
    GoldenTable("si_vwma", close, [GoldenColumn("vwma", "vwma(close, 14)")]),
    GoldenTable("si_epma", close, [GoldenColumn("epma", "linreg(close, 10)")]),
    GoldenTable(
      "si_dema", close,
      [
        GoldenColumn(
          "dema", "dema(close, 14)", from: Settled.ema(14, from: 26, within: 1e-13),
          note: "the table starts the inner average with the outer one; compared once settled")
      ]),
    GoldenTable(
      "si_t3", close,
      [
        GoldenColumn(
          "t3", "t3(close, 5, 0.7)", from: Settled.ema(5, from: 24, within: 1e-13),
          note: "the table starts all averages with the first close; compared once settled")
      ]),
    GoldenTable(
      "si_alligator", close,
      [
        GoldenColumn("jaw", "alligator().jaw"), GoldenColumn("teeth", "alligator().teeth"),
        GoldenColumn("lips", "alligator().lips"),
      ]),
    GoldenTable(
      "si_ma_env", close,
      [
        GoldenColumn("centerline", "sma(close, 20)"),
        GoldenColumn("upperEnvelope", "envelope(close, 20, 2.5%).upper"),
        GoldenColumn("lowerEnvelope", "envelope(close, 20, 2.5%).lower"),
      ]),
    GoldenTable(
      "si_kama", close,
      [
        GoldenColumn("er", "efficiency_ratio(close, 10)"),
        GoldenColumn(
          "kama", "kama(close, 10, 2, 30)", from: 10,
          note: "the table's first value, in row 9, is the close that ours starts from"),
      ]),
    GoldenTable("si_alma", close, [GoldenColumn("alma", "alma(close, 9, 0.85, 6)")]),
    GoldenTable(
      "si_mama", close,
      [
        GoldenColumn("mama", "mama(hl2).mama", from: 310, note: started),
        GoldenColumn("fama", "mama(hl2).fama", from: 320, note: started),
      ]),
    GoldenTable(
      "si_htl", close,
      [
        GoldenColumn("dcPeriods", "floor(ht_dcperiod(hl2) + 0.5)", from: 180, note: started),
        GoldenColumn("trendline", "ht_trendline(hl2)", from: 230, note: started),
        GoldenColumn(
          "smoothPrice", "wma(hl2, 4)", allowsMore: true,
          note: "the table leaves out its first rows"),
      ]),
  ]

  private static let started =
    "the table starts the transform with other values; compared once that no longer shows"

  private static let skenderMomentum = [
    GoldenTable("si_rsi", close, [GoldenColumn("rsi", "rsi(close, 14)")]),
    GoldenTable(
      "si_macd", close,
      [
        GoldenColumn("macd", "macd(close, 12, 26, 9).macd"),
        GoldenColumn("signal", "macd(close, 12, 26, 9).signal"),
        GoldenColumn("histogram", "macd(close, 12, 26, 9).histogram"),
        GoldenColumn("fastEma", "ema(close, 12)"), GoldenColumn("slowEma", "ema(close, 26)"),
      ]),
    GoldenTable(
      "si_pvo", close,
      [
        GoldenColumn("pvo", "pvo(12, 26, 9).pvo"),
        GoldenColumn("signal", "pvo(12, 26, 9).signal"),
        GoldenColumn("histogram", "pvo(12, 26, 9).histogram"),
      ]),
    GoldenTable(
      "si_roc", close,
      [GoldenColumn("momentum", "change(close, 14)"), GoldenColumn("roc", "roc(close, 14)")]),
    GoldenTable(
      "si_stoch", close,
      [
        GoldenColumn("oscillator", "stoch(14, 3, 3).k"), GoldenColumn("k", "stoch(14, 3, 3).k"),
        GoldenColumn("signal", "stoch(14, 3, 3).d"), GoldenColumn("d", "stoch(14, 3, 3).d"),
        GoldenColumn("percentJ", "3 * stoch(14, 3, 3).k - 2 * stoch(14, 3, 3).d"),
        GoldenColumn("j", "3 * stoch(14, 3, 3).k - 2 * stoch(14, 3, 3).d"),
      ]),
    GoldenTable(
      "si_stoch_rsi", close,
      [
        GoldenColumn("stochRsi", "stochrsi(close, 14, 1)"),
        GoldenColumn("signal", "stochrsi(close, 14, 3)"),
      ]),
    GoldenTable("si_willr", close, [GoldenColumn("williamsR", "willr(14)")]),
    GoldenTable("si_cmo", close, [GoldenColumn("cmo", "cmo(close, 14)")]),
    GoldenTable(
      "si_tsi", close,
      [
        GoldenColumn("tsi", "tsi(close, 25, 13)"),
        GoldenColumn("signal", "ema(tsi(close, 25, 13), 7)"),
      ]),
    GoldenTable(
      "si_trix", close,
      [
        GoldenColumn(
          "trix", "trix(close, 14)", from: Settled.ema(14, from: 40, within: 1e-15),
          note: "the table starts the inner averages with the outer one; compared once settled"),
        GoldenColumn(
          "ema3", "ema(ema(ema(close, 14), 14), 14)",
          from: Settled.ema(14, from: 39, within: 1e-13),
          note: "the table starts the inner averages with the outer one; compared once settled"),
      ]),
    GoldenTable(
      "si_awesome", close,
      [
        GoldenColumn("oscillator", "awesome()"),
        GoldenColumn("normalized", "100 * awesome() / hl2"),
      ]),
    GoldenTable("si_uo", close, [GoldenColumn("ultimate", "ultimate(7, 14, 28)")]),
    GoldenTable(
      "si_elder_ray", close,
      [
        GoldenColumn("ema", "ema(close, 13)"),
        GoldenColumn("bullPower", "elder_ray(13).bull"),
        GoldenColumn("bearPower", "elder_ray(13).bear"),
      ]),
    GoldenTable(
      "si_aroon", close,
      [
        GoldenColumn("aroonUp", "aroon(25, ties: earliest).up"),
        GoldenColumn("aroonDown", "aroon(25, ties: earliest).down"),
        GoldenColumn("oscillator", "aroon_osc(25, ties: earliest)"),
      ]),
    GoldenTable(
      "si_dpo", close,
      [
        GoldenColumn(
          "dpo", "dpo(close, 14)", reading: .delayed(8), note: "drawn 8 bars back there"),
        GoldenColumn(
          "sma", "sma(close, 14)", reading: .delayed(8), note: "drawn 8 bars back there"),
      ]),
    GoldenTable("si_cci", close, [GoldenColumn("cci", "cci(hlc3, 20)")]),
  ]

  private static let skenderRest = [
    GoldenTable(
      "si_stdev", close,
      [
        GoldenColumn("stdDev", "stdev(close, 14)"), GoldenColumn("mean", "sma(close, 14)"),
        GoldenColumn("zScore", "zscore(close, 14)"),
      ]),
    GoldenTable(
      "si_bb", close,
      [
        GoldenColumn("sma", "bbands(close, 20, 2).middle"),
        GoldenColumn("upperBand", "bbands(close, 20, 2).upper"),
        GoldenColumn("lowerBand", "bbands(close, 20, 2).lower"),
        GoldenColumn("percentB", "percent_b(close, 20, 2)"),
        GoldenColumn("zScore", "zscore(close, 20)"),
        GoldenColumn("width", "bb_width(close, 20, 2) / 100"),
      ]),
    GoldenTable("si_tr", close, [GoldenColumn("tr", "tr")]),
    GoldenTable(
      "si_atr", close,
      [
        GoldenColumn("tr", "tr"), GoldenColumn("atr", "atr(14)"),
        GoldenColumn("atrp", "natr(14)"),
      ]),
    GoldenTable(
      "si_keltner", close,
      [
        GoldenColumn("centerline", "keltner(20, 2, 10).middle"),
        GoldenColumn("upperBand", "keltner(20, 2, 10).upper"),
        GoldenColumn("lowerBand", "keltner(20, 2, 10).lower"),
        GoldenColumn("width", "4 * atr(10) / ema(close, 20)"),
      ]),
    GoldenTable(
      "si_donchian", close,
      [
        GoldenColumn("upperBand", "donchian(20).upper[1]"),
        GoldenColumn("centerline", "donchian(20).middle[1]"),
        GoldenColumn("lowerBand", "donchian(20).lower[1]"),
        GoldenColumn(
          "width",
          "(donchian(20).upper[1] - donchian(20).lower[1]) / donchian(20).middle[1]"),
      ]),
    GoldenTable(
      "si_chop", close,
      [
        GoldenColumn(
          "chop",
          """
          100 * log(sum(tr, 14) / (highest(max(high, close[1]), 14) \
          - lowest(min(low, close[1]), 14))) / log(14)
          """, note: "the table's range reaches to the close before; chop's, as most, does not")
      ]),
    GoldenTable(
      "si_chexit", close, [GoldenColumn("chandelierExit", "chandelier(22, 3).long")]),
    GoldenTable(
      "si_adx", close,
      [
        GoldenColumn("pdi", "plus_di(14)"), GoldenColumn("mdi", "minus_di(14)"),
        GoldenColumn("dx", "dx(14)"),
        GoldenColumn("adx", "adx(14)"), GoldenColumn("adxr", "avg(adx(14), adx(14)[14])"),
      ]),
    GoldenTable(
      "si_supertrend", close,
      [
        GoldenColumn("superTrend", "supertrend(3, 10).line", from: 30, note: supertrendStart),
        GoldenColumn(
          "upperBand", "if supertrend(3, 10).rising then na else supertrend(3, 10).line", from: 30,
          note: supertrendStart),
        GoldenColumn(
          "lowerBand", "if supertrend(3, 10).rising then supertrend(3, 10).line else na", from: 30,
          note: supertrendStart),
      ]),
    GoldenTable(
      "si_vortex", close,
      [
        GoldenColumn("pvi", "vortex(14).plus"),
        GoldenColumn("nvi", "vortex(14).minus"),
      ]),
    GoldenTable(
      "si_ichimoku", close,
      [
        GoldenColumn("tenkanSen", "ichimoku(9, 26, 52).tenkan"),
        GoldenColumn("kijunSen", "ichimoku(9, 26, 52).kijun"),
        GoldenColumn("senkouSpanA", "ichimoku(9, 26, 52).span_a"),
        GoldenColumn("senkouSpanB", "ichimoku(9, 26, 52).span_b"),
        GoldenColumn(
          "chikouSpan", "close", reading: .delayed(26), from: 26, note: "drawn 26 bars back there"),
      ]),
    GoldenTable(
      "si_slope", close, definitions: [.rowNumber],
      [
        GoldenColumn("slope", "slope(close, 14)"),
        GoldenColumn(
          "intercept", "linreg_intercept(close, 14) - slope(close, 14) * (row_number - 13)"),
        GoldenColumn("stdDev", "stdev(close, 14)"),
        GoldenColumn("rSquared", "r_squared(close, 14)"),
        GoldenColumn("rSquared", "correlation(close, row_number, 14) ^ 2"),
      ], notCovered: ["line": "given for the last 14 bars only, from the last bar's line"]),
    GoldenTable(
      "si_beta", close,
      [
        GoldenColumn("beta", "beta(other_close, close, 50)"),
        GoldenColumn(
          "returnsEval", "roc(other_close, 1) / 100 ?? 0"),
        GoldenColumn("returnsMrkt", "roc(close, 1) / 100 ?? 0"),
      ]),
    GoldenTable(
      "si_corr", close,
      [
        GoldenColumn("varianceA", "variance(other_close, 20)"),
        GoldenColumn("varianceB", "variance(close, 20)"),
        GoldenColumn("covariance", "covariance(other_close, close, 20)"),
        GoldenColumn("correlation", "correlation(other_close, close, 20)"),
        GoldenColumn("rSquared", "correlation(other_close, close, 20) ^ 2"),
      ]),
    GoldenTable(
      "si_obv", close, definitions: [.firstVolume],
      [
        GoldenColumn(
          "obv", "obv - first_volume", note: "the table starts with 0, TA-Lib and we with a volume")
      ]),
    GoldenTable(
      "si_adl", close, definitions: [.place],
      [
        GoldenColumn("adl", "ad"), GoldenColumn("moneyFlowMultiplier", "place"),
        GoldenColumn("moneyFlowVolume", "place * volume"),
      ]),
    GoldenTable(
      "si_chaikin_osc", close, definitions: [.place],
      [
        GoldenColumn("oscillator", "adosc(3, 10)"), GoldenColumn("adl", "ad"),
        GoldenColumn("fastEma", "ema(ad, 3)"), GoldenColumn("slowEma", "ema(ad, 10)"),
        GoldenColumn("moneyFlowMultiplier", "place"),
        GoldenColumn("moneyFlowVolume", "place * volume"),
      ]),
    GoldenTable(
      "si_cmf", close, definitions: [.place],
      [
        GoldenColumn("cmf", "cmf(20)"), GoldenColumn("moneyFlowMultiplier", "place"),
        GoldenColumn("moneyFlowVolume", "place * volume"),
      ]),
    GoldenTable("si_mfi", close, [GoldenColumn("mfi", "mfi(14)")]),
    GoldenTable("si_force", close, [GoldenColumn("forceIndex", "force(2)")]),
    GoldenTable(
      "si_vwap", close,
      [GoldenColumn("vwap", "cum(hlc3 * volume) / cum(volume)")]),
    GoldenTable(
      "si_heikinashi", close,
      [
        GoldenColumn("ha_open", "heikin_ashi().open"),
        GoldenColumn("ha_high", "heikin_ashi().high"),
        GoldenColumn("ha_low", "heikin_ashi().low"),
        GoldenColumn("ha_close", "heikin_ashi().close"),
        GoldenColumn("ha_volume", "volume"),
      ]),
    GoldenTable(
      "si_doji", close,
      [
        GoldenColumn("price", "if abs(close / open - 1) <= 0.1% then close else na"),
        GoldenColumn("match", "abs(close / open - 1) <= 0.1%"),
      ]),
    GoldenTable(
      "si_fractal", close, leastRows: 60,
      [
        GoldenColumn("fractalBear", "fractal_high", reading: .delayed(2), note: marked),
        GoldenColumn("fractalBull", "fractal_low", reading: .delayed(2), note: marked),
      ]),
    GoldenTable(
      "si_ulcer",
      notCovered: "starts the highest close anew in each window; ours is that of ChartSchool"),
    GoldenTable(
      "si_psar", close,
      [
        GoldenColumn(
          "sar", "psar(0.02, 0.2)", from: 42, exceptions: [.row(250)],
          note: reversal + "; on row 250 the table turns to a stop above the low, TA-Lib does not"),
        GoldenColumn(
          "isReversal", "(psar(0.02, 0.2) > close) != (psar(0.02, 0.2) > close)[1]",
          from: 42, note: reversal),
      ]),
    GoldenTable("si_pivot_points", close, pivots),
    GoldenTable("si_zigzag_close", notCovered: "its last leg is redrawn: it knows the future"),
  ]

  private static let pivots = [
    ("pp", "p"), ("s1", "s1"), ("s2", "s2"), ("s3", "s3"), ("r1", "r1"), ("r2", "r2"), ("r3", "r3"),
  ].map { column, field in
    GoldenColumn(
      column, "pivots(month).\(field)", from: 39,
      note: "the table takes the month in which it begins for a whole one")
  }

  private static let marked = "marked two bars back there, where it was not known yet"
  private static let reversal = "which way it starts is free; compared from the first turn of both"

  private static let supertrendStart =
    "which way it starts is free; compared from the row the source names"
}
