extension GoldenTable {
  /// Worksheets of StockCharts' ChartSchool.
  static let chartSchool: [GoldenTable] = [
    GoldenTable(
      "cs_accum", .absolute(1e-3), leastRows: 30, definitions: [.place],
      [
        GoldenColumn("mfm", "place"), GoldenColumn("mfv", "place * volume"),
        GoldenColumn("adl", "ad"),
      ]),
    GoldenTable(
      "cs_adx", .absolute(1e-4),
      [
        GoldenColumn("tr", "tr"), GoldenColumn("plus_di", "dmi(14).plus"),
        GoldenColumn("minus_di", "dmi(14).minus"), GoldenColumn("dx", "dx(14)"),
        GoldenColumn("adx", "adx(14)"),
      ]),
    GoldenTable(
      "cs_atr", .absolute(1e-6), leastRows: 17, definitions: [.firstRange],
      [
        GoldenColumn("tr", "range1", note: counted),
        GoldenColumn("tr", "tr", from: 1, note: counted),
        GoldenColumn("atr", "atr(14, first_bar: counted)"),
      ]),
    GoldenTable(
      "cs_bbands", .absolute(1e-4), leastRows: 23,
      [
        GoldenColumn("mid", "bbands(close, 20, 2).middle"), GoldenColumn("std", "stdev(close, 20)"),
        GoldenColumn("upper", "bbands(close, 20, 2).upper"),
        GoldenColumn("lower", "bbands(close, 20, 2).lower"),
        GoldenColumn("width_pct", "bb_width(close, 20, 2)"),
        GoldenColumn("percent_b", "percent_b(close, 20, 2)"),
      ]),
    GoldenTable(
      "cs_cci", .absolute(1e-3), leastRows: 11,
      [
        GoldenColumn("typical", "hlc3"), GoldenColumn("mean_dev", "mean_deviation(hlc3, 20)"),
        GoldenColumn("cci", "cci(hlc3, 20)"),
      ]),
    GoldenTable(
      "cs_easeofmovement", .absolute(1e-5), leastRows: 16,
      [
        GoldenColumn("emv", "eom(1, 100_000_000)"),
        GoldenColumn("emv_sma", "eom(14, 100_000_000)"),
      ]),
    GoldenTable(
      "cs_fi", .absolute(1e-4), leastRows: 29,
      [
        GoldenColumn("fi_1", "force(1)"),
        GoldenColumn(
          "fi_13", "ema((close - close[1]) * volume, 13, seed: first)",
          note: "the table starts the average with the first value; too short for ours to settle"),
      ]),
    GoldenTable(
      "cs_kama", .absolute(1e-5), leastRows: 39,
      [
        GoldenColumn("er", "efficiency_ratio(close, 10)"),
        GoldenColumn(
          "sc",
          "(efficiency_ratio(close, 10) * (2 / 3 - 2 / 31) + 2 / 31) ^ 2"),
      ],
      notCovered: [
        "kama": "starts from a number the worksheet does not derive, and 39 rows cannot forget it"
      ]),
    GoldenTable(
      "cs_macd", .absolute(1e-6), leastRows: 123,
      [
        GoldenColumn("ema12", "ema(close, 12, seed: first)", note: first),
        GoldenColumn("ema26", "ema(close, 26, seed: first)", note: first),
        GoldenColumn(
          "macd", "macd(close, 12, 26, 9, seed: first).macd", allowsMore: true, note: first),
      ]),
    GoldenTable(
      "cs_mfi", .absolute(1e-4), leastRows: 16,
      [GoldenColumn("typical", "hlc3"), GoldenColumn("mfi", "mfi(14)")]),
    GoldenTable("cs_obv", .absolute(0), leastRows: 29, [GoldenColumn("obv", "obv")]),
    GoldenTable("cs_roc", .absolute(1e-5), leastRows: 8, [GoldenColumn("roc", "roc(close, 12)")]),
    GoldenTable(
      "cs_rsi", .absolute(1e-5), leastRows: 19, definitions: [gains],
      [
        GoldenColumn("avg_gain", "rma(gain, 14, seed: first)", note: started),
        GoldenColumn("avg_loss", "rma(loss, 14, seed: first)", note: started),
        GoldenColumn(
          "rsi",
          "100 * rma(gain, 14, seed: first) / (rma(gain, 14, seed: first) + rma(loss, 14, seed: first))",
          allowsMore: true,
          note: started),
      ]),
    GoldenTable(
      "cs_soo", .absolute(1e-3), leastRows: 14,
      [
        GoldenColumn("k", "stoch_k(14)"),
        GoldenColumn(
          "d", "stoch(14, 1, 3).d", allowsMore: true, note: "the table begins a bar later"),
      ]),
    GoldenTable(
      "cs_ultosc", .absolute(1e-4), leastRows: 2,
      [
        GoldenColumn("bp", "close - min(low, close[1])"), GoldenColumn("tr", "tr"),
        GoldenColumn("uo", "ultimate(7, 14, 28)"),
      ]),
    GoldenTable(
      "cs_vortex", .absolute(1e-5), leastRows: 16,
      [
        GoldenColumn("vi_plus", "vortex(14).plus"),
        GoldenColumn("vi_minus", "vortex(14).minus"),
      ]),
    GoldenTable(
      "cs_vwap", .absolute(1e-6), leastRows: 17,
      [
        GoldenColumn(
          "typical", "hlc3", tolerance: .absolute(1e-5), note: "rounded to five decimals there"),
        GoldenColumn(
          "vwap", "vwap(14)", from: 13, note: "the table begins with windows that are not full"),
      ]),
    GoldenTable(
      "cs_wma", .absolute(1e-4), leastRows: 32,
      [
        GoldenColumn(
          "wma", "wma(close, 9)", from: 8, note: "the table begins with windows that are not full")
      ]),
  ]

  /// The rise and the fall of a bar, nothing on the first.
  static let gains = GoldenDefinition(
    text: """
      def gain() : price = max(close - close[1], 0) ?? 0
      def loss() : price = max(close[1] - close, 0) ?? 0
      """)

  private static let counted = "the table counts the first bar's high − low"
  private static let first = "the table starts the averages with the first value"
  private static let started =
    "the table starts the averages with nothing on the first bar; too short for ours to settle"
}
