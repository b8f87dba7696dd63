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
      "si_t3", close, definitions: [.t3],
      [
        GoldenColumn(
          "t3", "t3(close, 5, 0.7)", from: Settled.ema(5, from: 24, within: 1e-13),
          note: "the table starts all averages with the first close; compared once settled")
      ]),
    GoldenTable(
      "si_alligator", close,
      [
        GoldenColumn("jaw", "rma(hl2, 13)[8]"), GoldenColumn("teeth", "rma(hl2, 8)[5]"),
        GoldenColumn("lips", "rma(hl2, 5)[3]"),
      ]),
    GoldenTable(
      "si_ma_env", close,
      [
        GoldenColumn("centerline", "sma(close, 20)"),
        GoldenColumn("upperEnvelope", "sma(close, 20) * (1 + 2.5%)"),
        GoldenColumn("lowerEnvelope", "sma(close, 20) * (1 - 2.5%)"),
      ]),
    GoldenTable(
      "si_kama", close,
      [
        GoldenColumn("er", "abs(close - close[10]) / sum(abs(close - close[1]), 10)"),
        GoldenColumn(
          "kama", "kama(close, 10, 2, 30)", from: 10,
          note: "the table's first value, in row 9, is the close that ours starts from"),
      ]),
    GoldenTable("si_alma", notCovered: "alma is not in the library"),
    GoldenTable("si_mama", notCovered: "mama and fama are not in the library"),
    GoldenTable("si_htl", notCovered: "Hilbert transforms are not in the library"),
  ]

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
        GoldenColumn("pvo", "ppo(volume, 12, 26)"),
        GoldenColumn("signal", "ema(ppo(volume, 12, 26), 9)"),
        GoldenColumn("histogram", "ppo(volume, 12, 26) - ema(ppo(volume, 12, 26), 9)"),
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
        GoldenColumn("bullPower", "high - ema(close, 13)"),
        GoldenColumn("bearPower", "low - ema(close, 13)"),
      ]),
    GoldenTable(
      "si_aroon", close,
      [
        GoldenColumn(
          "aroonUp", "aroon(25).up", exceptions: [.tiedHighest("high", 26)],
          note: "of equal highs the table takes the earliest, TA-Lib and we the latest"),
        GoldenColumn(
          "aroonDown", "aroon(25).down", exceptions: [.tiedLowest("low", 26)],
          note: "of equal lows the table takes the earliest, TA-Lib and we the latest"),
        GoldenColumn(
          "oscillator", "aroon(25).up - aroon(25).down",
          exceptions: [.tiedHighest("high", 26), .tiedLowest("low", 26)],
          note: "of equal extremes the table takes the earliest, TA-Lib and we the latest"),
      ]),
    GoldenTable(
      "si_dpo",
      notCovered: "drawn 8 bars back, so it knows the future; atoz_dpo_6 covers the causal form"),
    GoldenTable("si_cci", notCovered: "cci (mean absolute deviation) is not in the library"),
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
        GoldenColumn("width", "4 * stdev(close, 20) / sma(close, 20)"),
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
        GoldenColumn("centerline", "ema(close, 20)"),
        GoldenColumn("upperBand", "ema(close, 20) + 2 * atr(10)"),
        GoldenColumn("lowerBand", "ema(close, 20) - 2 * atr(10)"),
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
      "si_chexit", close, [GoldenColumn("chandelierExit", "highest(high, 22) - 3 * atr(22)")]),
    GoldenTable(
      "si_adx", close,
      [
        GoldenColumn("pdi", "dmi(14).plus"), GoldenColumn("mdi", "dmi(14).minus"),
        GoldenColumn(
          "dx", "100 * abs(dmi(14).plus - dmi(14).minus) / (dmi(14).plus + dmi(14).minus)"),
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
        GoldenColumn("pvi", "sum(abs(high - low[1]), 14) / sum(tr, 14)"),
        GoldenColumn("nvi", "sum(abs(low - high[1]), 14) / sum(tr, 14)"),
      ]),
    GoldenTable(
      "si_ichimoku", close,
      [
        GoldenColumn("tenkanSen", "donchian(9).middle"),
        GoldenColumn("kijunSen", "donchian(26).middle"),
        GoldenColumn(
          "senkouSpanA", "avg(donchian(9).middle, donchian(26).middle)[26]"),
        GoldenColumn("senkouSpanB", "donchian(52).middle[26]"),
      ], notCovered: ["chikouSpan": "the close drawn 26 bars back: it knows the future"]),
    GoldenTable(
      "si_slope", close, definitions: [.rowNumber],
      [
        GoldenColumn("slope", "slope(close, 14)"),
        GoldenColumn(
          "intercept", "linreg(close, 14) - slope(close, 14) * row_number"),
        GoldenColumn("stdDev", "stdev(close, 14)"),
        GoldenColumn("rSquared", "correlation(close, row_number, 14) ^ 2"),
      ], notCovered: ["line": "given for the last 14 bars only, from the last bar's line"]),
    GoldenTable(
      "si_beta", close,
      [
        GoldenColumn(
          "beta",
          "covariance(roc(other_close, 1), roc(close, 1), 50) / variance(roc(close, 1), 50)"),
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
      definitions: [
        GoldenDefinition(text: "def total(x) = { let t = (t[1] ?? 0) + x; t }")
      ],
      [GoldenColumn("vwap", "total(hlc3 * volume) / total(volume)")]),
    GoldenTable(
      "si_heikinashi", close, definitions: [.heikinAshi],
      [
        GoldenColumn("ha_open", "ha_open"), GoldenColumn("ha_close", "ha_close"),
        GoldenColumn("ha_high", "max(high, ha_open, ha_close)"),
        GoldenColumn("ha_low", "min(low, ha_open, ha_close)"), GoldenColumn("ha_volume", "volume"),
      ]),
    GoldenTable(
      "si_doji", close,
      [
        GoldenColumn("price", "if abs(close / open - 1) <= 0.1% then close else na"),
        GoldenColumn("match", "abs(close / open - 1) <= 0.1%"),
      ]),
    GoldenTable(
      "si_fractal", notCovered: "a mark on the bar of the fractal, which later bars confirm"),
    GoldenTable(
      "si_ulcer", notCovered: "needs, for each bar of the window, the highest close within it"),
    GoldenTable("si_psar", notCovered: "psar is not in the library"),
    GoldenTable("si_pivot_points", notCovered: "needs bars of a month, a later stage"),
    GoldenTable("si_zigzag_close", notCovered: "its last leg is redrawn: it knows the future"),
  ]

  private static let supertrendStart =
    "which way it starts is free; compared from the row the source names"
}
