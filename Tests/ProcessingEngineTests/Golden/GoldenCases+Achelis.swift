extension GoldenTable {
  /// Worked examples of Achelis: short, and rounded as a book rounds.
  static let achelis: [GoldenTable] = achelisAverages + achelisOscillators + achelisVolume

  private static let rounded = GoldenTolerance.absolute(1e-3)

  private static let first =
    "the book starts exponential averages with the first value; ema starts with a mean"

  private static let achelisAverages = [
    GoldenTable(
      "atoz_ema_5", rounded, leastRows: 8,
      [GoldenColumn("ema", "ema(value, 5, seed: first)", note: first)]),
    GoldenTable(
      "atoz_dema_5", rounded, leastRows: 6,
      [
        GoldenColumn(
          "dema",
          "2 * ema(value, 5, seed: first) - ema(if is_na(value[4]) then na else ema(value, 5, seed: first), 5, seed: first)",
          allowsMore: true, note: first)
      ]),
    GoldenTable("atoz_wma_5", rounded, leastRows: 4, [GoldenColumn("wma", "wma(value, 5)")]),
    GoldenTable("atoz_trima_5", rounded, leastRows: 12, [GoldenColumn("trima", "trima(value, 5)")]),
    GoldenTable(
      "atoz_stddev_5", rounded, leastRows: 6, [GoldenColumn("stddev", "stdev(value, 5)")]),
    GoldenTable(
      "atoz_bbands_5_2", rounded, leastRows: 18,
      [
        GoldenColumn("bbands_lower", "bbands(value, 5, 2).lower"),
        GoldenColumn("bbands_middle", "bbands(value, 5, 2).middle"),
        GoldenColumn("bbands_upper", "bbands(value, 5, 2).upper"),
      ]),
    GoldenTable(
      "atoz_tr", rounded, leastRows: 19, definitions: [.firstRange],
      [
        GoldenColumn("tr", "range1", note: "the table counts the first bar's high − low"),
        GoldenColumn("tr", "tr", from: 1, note: "the table counts the first bar's high − low"),
      ]),
    GoldenTable("atoz_medprice", rounded, leastRows: 10, [GoldenColumn("medprice", "hl2")]),
    GoldenTable("atoz_typprice", rounded, leastRows: 8, [GoldenColumn("typprice", "hlc3")]),
    GoldenTable(
      "atoz_dm_14", rounded, leastRows: 37, definitions: [.movement, .wilderSum],
      [
        GoldenColumn("plus_dm", "wilder_sum(up_move, 14)"),
        GoldenColumn("minus_dm", "wilder_sum(down_move, 14)"),
      ]),
    GoldenTable(
      "atoz_adxr_14", rounded, leastRows: 11, definitions: [.movement, .wilderSum],
      [GoldenColumn("adxr", "avg(rma(\(movement), 14), rma(\(movement), 14)[13])")]),
    GoldenTable(
      "atoz_psar_p02_p2", rounded, leastRows: 78,
      [
        GoldenColumn(
          "psar", "psar(0.02, 0.2)", from: 8,
          note: "the book starts otherwise; compared from the first turn")
      ]),
  ]

  private static let movement =
    "100 * abs(wilder_sum(up_move, 14) - wilder_sum(down_move, 14))"
    + " / (wilder_sum(up_move, 14) + wilder_sum(down_move, 14))"

  /// The book's MACD weighs 0.15 and 0.075 instead of 2/13 and 2/27.
  private static let achelisMACD = GoldenDefinition(
    text: """
      def weighted(x, weight) = { let e = e[1] + weight * (x - e[1]) ?? x; e }
      def line(x) = if is_na(x[25]) then na else weighted(x, 0.15) - weighted(x, 0.075)
      """)

  private static let achelisOscillators = [
    GoldenTable("atoz_rsi_5", rounded, leastRows: 15, [GoldenColumn("rsi", "rsi(value, 5)")]),
    GoldenTable(
      "atoz_rocr_12", rounded, leastRows: 4, [GoldenColumn("rocr", "1 + roc(value, 12) / 100")]),
    GoldenTable(
      "atoz_macd_12_26_9", rounded, leastRows: 30, definitions: [achelisMACD],
      [
        GoldenColumn("macd", "line(value)", note: "weights of 0.15 and 0.075, " + first),
        GoldenColumn(
          "macd_signal", "ema(line(value), 9, seed: first)",
          note: "weights of 0.15 and 0.075, " + first),
        GoldenColumn(
          "macd_histogram", "line(value) - ema(line(value), 9, seed: first)",
          note: "weights of 0.15 and 0.075, " + first),
      ]),
    GoldenTable(
      "atoz_stoch_5_3_3", rounded, leastRows: 16,
      [
        GoldenColumn(
          "stoch_k", "stoch(5, 3, 3).k", allowsMore: true,
          note: "the table leaves out the line until its average is there"),
        GoldenColumn("stoch_d", "stoch(5, 3, 3).d"),
      ]),
    GoldenTable("atoz_willr_5", rounded, leastRows: 10, [GoldenColumn("willr", "willr(5)")]),
    GoldenTable(
      "atoz_aroon_5", rounded, leastRows: 16,
      [GoldenColumn("aroon_down", "aroon(5).down"), GoldenColumn("aroon_up", "aroon(5).up")]),
    GoldenTable(
      "atoz_ultosc_7_14_28", rounded, leastRows: 12,
      [GoldenColumn("ultosc", "ultimate(7, 14, 28)")]),
    GoldenTable(
      "atoz_dpo_6", rounded, leastRows: 9, [GoldenColumn("dpo", "dpo(value, 6)")]),
    GoldenTable(
      "atoz_cvi_5", rounded, leastRows: 3,
      [
        GoldenColumn("cvi", "cvi(5, 5, seed: first)", allowsMore: true, note: first)
      ]),
    GoldenTable(
      "atoz_cci_5", rounded, leastRows: 4,
      [
        GoldenColumn(
          "cci", "cci(hlc3, 5)", allowsMore: true, note: "the table begins four bars later")
      ]),
  ]

  private static let achelisVolume = [
    GoldenTable("atoz_ad", rounded, leastRows: 20, [GoldenColumn("ad", "ad")]),
    GoldenTable(
      "atoz_adosc_3_10", rounded, leastRows: 5,
      [GoldenColumn("adosc", "adosc(3, 10, seed: first)", allowsMore: true, note: first)]),
    GoldenTable(
      "atoz_obv", rounded, leastRows: 10, definitions: [.firstVolume],
      [
        GoldenColumn(
          "obv", "obv - first_volume", note: "the table starts with 0, TA-Lib and we with a volume")
      ]),
    GoldenTable("atoz_mfi_14", rounded, leastRows: 39, [GoldenColumn("mfi", "mfi(14)")]),
    GoldenTable(
      "atoz_emv", rounded, leastRows: 17,
      [GoldenColumn("emv", "eom(1, 10_000)")]),
    GoldenTable(
      "atoz_vosc_2_5", rounded, leastRows: 2,
      [
        GoldenColumn(
          "vosc", "vosc(2, 5)")
      ]),
    GoldenTable(
      "atoz_wad", rounded, leastRows: 11,
      [GoldenColumn("wad", "wad")]),
    GoldenTable(
      "atoz_kvo_34_55", rounded, leastRows: 13,
      [GoldenColumn("kvo", "kvo(34, 55, 13, seed: first).kvo", allowsMore: true, note: first)]),
  ]
}
