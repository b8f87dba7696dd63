extension GoldenTable {
  /// QuantConnect Lean: SPY from several vendors, 4 to 7 digits.
  static let lean: [GoldenTable] = [
    GoldenTable(
      "lean_spy_atr_14_sma", .absolute(1e-4),
      [GoldenColumn("atr", "sma(tr, 14)")]),
    GoldenTable(
      "lean_spy_atr_14_wilder", .absolute(1e-4),
      [
        GoldenColumn("atr", "atr(14, first_bar: counted)"),
        GoldenColumn(
          "atr", "atr(14)", from: Settled.rma(14, from: 14, within: 1e-5),
          note: "the table counts the first bar's high − low; compared once settled"),
      ]),
    GoldenTable(
      "lean_spy_bollinger_20_2", .absolute(1e-3),
      [
        GoldenColumn("sma", "bbands(close, 20, 2).middle"),
        GoldenColumn("upper", "bbands(close, 20, 2).upper"),
        GoldenColumn("lower", "bbands(close, 20, 2).lower"),
        GoldenColumn("bandwidth_pct", "bb_width(close, 20, 2)"),
        GoldenColumn("percent_b", "percent_b(close, 20, 2)"),
      ]),
    GoldenTable("lean_spy_cci_14", .absolute(1e-2), [GoldenColumn("cci", "cci(hlc3, 14)")]),
    GoldenTable(
      "lean_spy_chop_14", .absolute(1e-6), definitions: [.firstRange],
      [
        GoldenColumn(
          "chop",
          "100 * log10(sum(range1, 14) / (highest(high, 14) - lowest(low, 14))) / log10(14)",
          note: "the table counts the first bar's high − low"),
        GoldenColumn(
          "chop", "chop(14)", from: 14, note: "the table counts the first bar's high − low"),
      ]),
    GoldenTable(
      "lean_spy_donchian_50", .absolute(1e-6),
      [
        GoldenColumn(
          "upper", "donchian(50).upper", from: 49, allowsMore: true,
          note: partial + " and lacks its last row"),
        GoldenColumn(
          "lower", "donchian(50).lower", from: 49, allowsMore: true,
          note: partial + " and lacks its last row"),
        GoldenColumn(
          "mid", "donchian(50).middle", from: 49, allowsMore: true,
          note: partial + " and lacks its last row"),
      ]),
    GoldenTable(
      "lean_spy_heikin_ashi", .relative(1e-6),
      [
        GoldenColumn("ha_open", "heikin_ashi().open"),
        GoldenColumn("ha_high", "heikin_ashi().high"),
        GoldenColumn("ha_low", "heikin_ashi().low"),
        GoldenColumn("ha_close", "heikin_ashi().close"),
      ]),
    GoldenTable(
      "lean_spy_kama_5", .relative(1e-6), [GoldenColumn("kama", "kama(close, 5, 2, 30)")]),
    GoldenTable(
      "lean_spy_macd_monthly", .absolute(1e-4),
      [
        GoldenColumn("macd", "macd(close, 12, 26, 9).macd", from: 179, note: late),
        GoldenColumn("signal", "macd(close, 12, 26, 9).signal", from: 179, note: late),
        GoldenColumn("hist", "macd(close, 12, 26, 9).histogram", from: 179, note: late),
      ]),
    GoldenTable("lean_spy_mfi_20", .absolute(1e-3), [GoldenColumn("mfi", "mfi(20)")]),
    GoldenTable("lean_spy_momentum_50", .absolute(1e-4), [GoldenColumn("mom", "mom(close, 50)")]),
    GoldenTable(
      "lean_spy_stoch_12_3_5", .absolute(1e-3),
      [GoldenColumn("k", "stoch(12, 3, 5).k"), GoldenColumn("d", "stoch(12, 3, 5).d")]),
    GoldenTable(
      "lean_spy_tsi_25_13_7", .relative(1e-6),
      [
        GoldenColumn("tsi", "tsi(close, 25, 13)"),
        GoldenColumn("signal", "ema(tsi(close, 25, 13), 7)"),
      ]),
    GoldenTable(
      "lean_spy_ultosc_7_14_28", .relative(1e-6), [GoldenColumn("uo", "ultimate(7, 14, 28)")]),
    GoldenTable(
      "lean_spy_vwap_rolling_50", .absolute(1e-3),
      [
        GoldenColumn(
          "vwap", "vwma(ohlc4, 50)", note: "of the mean of all four prices instead of hlc3")
      ]),
    GoldenTable("lean_spy_vwma_20", .relative(1e-9), [GoldenColumn("vwma", "vwma(close, 20)")]),
    GoldenTable("lean_spy_williams_r_14", .absolute(1e-3), [GoldenColumn("willr", "willr(14)")]),
  ]

  private static let partial = "the table begins with windows that are not full"
  private static let late = "the table begins where the start of the averages no longer shows"

  /// cinar/indicator: 251 days of BRK-B, two decimals.
  static let cinar: [GoldenTable] = [
    GoldenTable(
      "cinar_brkb_bollinger_bands", .absolute(0.01),
      [
        GoldenColumn("upper", "bbands(close, 20, 2).upper"),
        GoldenColumn("mid", "bbands(close, 20, 2).middle"),
        GoldenColumn("lower", "bbands(close, 20, 2).lower"),
      ]),
    GoldenTable("cinar_brkb_chop", .absolute(1e-5), [GoldenColumn("chop", "chop(14)")]),
    GoldenTable("cinar_brkb_cmf", .absolute(0.01), [GoldenColumn("cmf", "cmf(20)")]),
    GoldenTable(
      "cinar_brkb_donchian_channel", .absolute(0.01),
      [
        GoldenColumn("upper", "highest(close, 20)"), GoldenColumn("lower", "lowest(close, 20)"),
        GoldenColumn("mid", "midpoint(close, 20)"),
      ]),
    GoldenTable(
      "cinar_brkb_percent_b", .absolute(0.01),
      [GoldenColumn("percent_b", "percent_b(close, 20, 2)")]),
    GoldenTable("cinar_brkb_rma", .absolute(0.01), [GoldenColumn("rma", "rma(close, 15)")]),
    GoldenTable(
      "cinar_brkb_slope", .absolute(1e-6),
      [
        GoldenColumn(
          "slope", "change(close, 14) / 14", note: "a plain slope, not that of the regression")
      ]),
    GoldenTable("cinar_brkb_smma", .absolute(0.01), [GoldenColumn("smma", "rma(close, 7)")]),
    GoldenTable(
      "cinar_brkb_z_score", .absolute(1e-6), [GoldenColumn("zscore", "zscore(close, 20)")]),
  ]

  /// ta4j: weekly gold.
  static let ta4j: [GoldenTable] = [
    GoldenTable(
      "ta4j_gold_sma_13", .relative(1e-9),
      [GoldenColumn("sma", "sma(close, 13)", from: 12, note: partial)]),
    GoldenTable(
      "ta4j_gold_ema_13", .relative(1e-9),
      [
        GoldenColumn("ema", "ema(close, 13, seed: first)", note: firstClose),
        GoldenColumn(
          "ema", "ema(close, 13)", from: Settled.ema(13, from: 12, within: 1e-10),
          note: firstClose + "; compared once settled"),
      ]),
    GoldenTable(
      "ta4j_gold_rsi_13", .relative(1e-9), definitions: [gains],
      [
        GoldenColumn("avg_gain", "rma(gain, 13, seed: first)", note: firstChange),
        GoldenColumn("avg_loss", "rma(loss, 13, seed: first)", note: firstChange),
        GoldenColumn(
          "rsi",
          "100 * rma(gain, 13, seed: first) / (rma(gain, 13, seed: first) + rma(loss, 13, seed: first)) ?? 0",
          note: firstChange),
        GoldenColumn(
          "rsi", "rsi(close, 13)", from: Settled.rma(13, from: 13, within: 1e-10),
          note: firstChange + "; compared once settled"),
      ]),
  ]

  private static let firstClose = "the table starts the average with the first close"
  private static let firstChange = "the table starts the averages with nothing on the first bar"

  static let others: [GoldenTable] = [
    GoldenTable(
      "wilder_sar_example", .absolute(1e-9), leastRows: 30,
      [GoldenColumn("SAR", "psar(0.02, 0.2)")]),
    GoldenTable(
      "basis_btc_hyperliquid",
      notCovered: "an account over time, not a formula: the tests of the backtests reproduce it"),
  ]
}
