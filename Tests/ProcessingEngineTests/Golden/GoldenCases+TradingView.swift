extension GoldenTable {
  /// TradingView chart exports of EURUSD.
  static let tradingView: [GoldenTable] = [
    GoldenTable(
      "tv_ma", close,
      [
        GoldenColumn("sma_close_10", "sma(close, 10)"), GoldenColumn("sma_hl2_20", "sma(hl2, 20)"),
        GoldenColumn("ema_close_20", "ema(close, 20)"),
        GoldenColumn("rma_hlcc4_5", "rma(hlcc4, 5)"),
        GoldenColumn("wma_close_5", "wma(close, 5)"), GoldenColumn("hma_close_9", "hma(close, 9)"),
        GoldenColumn("swma_hlc3", "swma(hlc3)"),
        GoldenColumn("alma_close_5_085_6", "alma(close, 5, 0.85, 6)"),
      ]),
    GoldenTable(
      "tv_bb_20_2", close,
      [
        GoldenColumn("base", "bbands(close, 20, 2).middle"),
        GoldenColumn("upper", "bbands(close, 20, 2).upper"),
        GoldenColumn("lower", "bbands(close, 20, 2).lower"),
        GoldenColumn("bbw_20_2.1", "bb_width(close, 20, 2.1)"),
      ]),
    GoldenTable(
      "tv_macd_12_26_9", close,
      [
        GoldenColumn("macd", "macd(close, 12, 26, 9).macd"),
        GoldenColumn("signal", "macd(close, 12, 26, 9).signal"),
        GoldenColumn("hist", "macd(close, 12, 26, 9).histogram"),
      ]),
    GoldenTable(
      "tv_rsi_mfi_stoch", close,
      [
        GoldenColumn("rsi_close_14", "rsi(close, 14)"), GoldenColumn("stoch_20", "stoch_k(20)"),
        GoldenColumn(
          "mfi_close_14",
          """
          100 * sum(if (close > close[1]) ?? true then close * volume else 0, 14) \
          / (sum(if (close > close[1]) ?? true then close * volume else 0, 14) \
          + sum(if (close < close[1]) ?? true then close * volume else 0, 14))
          """, note: "of the close instead of hlc3; TradingView counts the first bar as both"),
      ]),
    GoldenTable(
      "tv_cci_cmo_20", close,
      [GoldenColumn("cmo_20", "cmo(close, 20)"), GoldenColumn("cci_close_20", "cci(close, 20)")]),
    GoldenTable(
      "tv_highest_lowest_10", close,
      [
        GoldenColumn("highest_high_10", "highest(high, 10)"),
        GoldenColumn("highest_close_10", "highest(close, 10)"),
        GoldenColumn("lowest_low_10", "lowest(low, 10)"),
        GoldenColumn("lowest_close_10", "lowest(close, 10)"),
        GoldenColumn("highestbars_high_10", "-highest_bar(high, 10, ties: earliest)"),
        GoldenColumn("lowestbars_low_10", "-lowest_bar(low, 10, ties: earliest)"),
      ]),
    GoldenTable(
      "tv_range_20", close,
      [GoldenColumn("range_close_20", "range(close, 20)")]),
    GoldenTable("tv_linreg_20_0", close, [GoldenColumn("linreg_20_0", "linreg(close, 20)")]),
    GoldenTable(
      "tv_tr_atr_14", close, definitions: [.firstRange],
      [
        GoldenColumn("tr", "tr"), GoldenColumn("tr_handle_na", "range1"),
        GoldenColumn("atr_14", "atr(14, first_bar: counted)"),
      ]),
    GoldenTable(
      "tv_kc_20_2", close,
      [
        GoldenColumn("base", "keltner(20, 2, widths: exponential).middle"),
        GoldenColumn("upper", "keltner(20, 2, widths: exponential).upper"),
        GoldenColumn("lower", "keltner(20, 2, widths: exponential).lower"),
      ]),
    GoldenTable(
      "tv_supertrend_3_10", close, leastRows: 20,
      [
        GoldenColumn(
          "up_line", "if supertrend(3, 10).rising then supertrend(3, 10).line else na",
          from: Settled.rma(10, from: 10, within: 1e-4), note: supertrendRange),
        GoldenColumn(
          "down_line", "if supertrend(3, 10).rising then na else supertrend(3, 10).line",
          from: Settled.rma(10, from: 10, within: 1e-4), note: supertrendRange),
      ]),
    GoldenTable(
      "tv_cross_ema5_ema11", close,
      [
        GoldenColumn(
          "crossover", "(ema(close, 5) crosses above ema(close, 11)) ?? false", note: never),
        GoldenColumn(
          "crossunder_neg",
          "if (ema(close, 5) crosses below ema(close, 11)) ?? false then -1 else 0", note: never),
        GoldenColumn(
          "cross_half",
          """
          if (ema(close, 5) crosses above ema(close, 11) \
          or ema(close, 5) crosses below ema(close, 11)) ?? false then 0.5 else 0
          """, note: never),
        GoldenColumn(
          "crossover", "bars_since(ema(close, 5) crosses above ema(close, 11))",
          reading: .rowsSinceNonzero, note: "counted from the marks in the table"),
        GoldenColumn(
          "crossunder_neg", "bars_since(ema(close, 5) crosses below ema(close, 11))",
          reading: .rowsSinceNonzero, note: "counted from the marks in the table"),
        GoldenColumn(
          "crossover", "count(ema(close, 5) crosses above ema(close, 11), 15)",
          reading: .nonzeroAmong(15), from: 25, note: "counted from the marks in the table"),
        GoldenColumn(
          "cross_half",
          """
          any(ema(close, 5) crosses above ema(close, 11) \
          or ema(close, 5) crosses below ema(close, 11), 15)
          """, reading: .anyNonzeroAmong(15), from: 25,
          note: "counted from the marks in the table; ours is known only after 15 known bars"),
      ]),
    GoldenTable(
      "tv_rising_falling_ema20_5", close,
      [
        GoldenColumn("rising", "rising(ema(close, 20), 5) ?? false", note: never),
        GoldenColumn(
          "falling_neg", "if falling(ema(close, 20), 5) ?? false then -1 else 0", note: never),
        GoldenColumn(
          "rising", "all(rising(ema(close, 20), 5), 3)", reading: .allNonzeroAmong(3), from: 27,
          note: "counted from the marks in the table"),
      ]),
    GoldenTable(
      "tv_valuewhen_cross_sma7_sma14_1", close,
      [
        GoldenColumn(
          "valuewhen_1",
          """
          value_when(sma(close, 7) crosses above sma(close, 14) \
          or sma(close, 7) crosses below sma(close, 14), close, 1)
          """)
      ]),
    GoldenTable(
      "tv_pivothigh_low_10_5", close, leastRows: 11,
      [
        GoldenColumn(
          "pivothigh_10_5", "pivot_high(high, 10, 5)",
          note: "given five bars after the pivot, when it is confirmed"),
        GoldenColumn(
          "pivotlow_10_5", "pivot_low(low, 10, 5)",
          note: "given five bars after the pivot, when it is confirmed"),
      ]),
    GoldenTable(
      "tv_obv_nvi", close,
      definitions: [.firstVolume],
      [
        GoldenColumn(
          "obv", "obv - first_volume", allowsMore: true,
          note: "the table starts with 0 and leaves out row 0, TA-Lib and we start with a volume"),
        GoldenColumn("nvi", "nvi(1)"),
      ]),
    GoldenTable(
      "tv_vwap_session", close,
      definitions: [GoldenDefinition(text: "hours 17:00..17:00 in \"America/New_York\"")],
      [GoldenColumn("vwap_close_session", "session_vwap(close)")]),
    GoldenTable(
      "tv_strategies/macd_trades", .absolute(0), leastRows: 23_000,
      definitions: [
        reversals,
        GoldenDefinition(text: "def momentum() : price = macd(close, 12, 26, 9).histogram"),
      ],
      [
        GoldenColumn(
          "long", "enters(momentum crosses above 0, momentum crosses below 0)", note: entries),
        GoldenColumn(
          "short", "enters(momentum crosses below 0, momentum crosses above 0)", note: entries),
      ]),
    GoldenTable(
      "tv_strategies/rsi_trades", .absolute(0), leastRows: 23_000,
      definitions: [
        reversals, GoldenDefinition(text: "def strength() : points = rsi(close, 14)"),
      ],
      [
        GoldenColumn(
          "long", "enters(strength crosses above 30, strength crosses below 70)", note: entries),
        GoldenColumn(
          "short", "enters(strength crosses below 70, strength crosses above 30)", note: entries),
      ]),
    GoldenTable(
      "tv_strategies/bollinger_trades",
      notCovered: "trades, not values: TradingViewTests of the backtests reproduce them"),
    GoldenTable("tv_strategies/EURUSD_1h_ohlcv", notCovered: "the input of the trade lists"),
  ]

  /// An entry turns the position round, so it is one only against the position there is.
  private static let reversals = GoldenDefinition(
    text: """
      def enters(here : bool, there : bool) : bool = {
        let is_in = if here ?? false then true else if there ?? false then false
          else is_in[1] ?? false;
        (here ?? false) and not (is_in[1] ?? false)
      }
      """)

  private static let entries = "a trade of the list is decided on the bar before its entry"

  private static let close = GoldenTolerance(relative: 1e-6, absolute: 1e-12)

  private static let never = "TradingView says 0 where nothing is known yet, hence `?? false`"

  private static let supertrendRange =
    "the table counts the first bar's high − low; compared once that is below a millionth"
}
