extension GoldenTable {
  /// TA-Lib's candle patterns with their default settings.
  static let talibCandles = GoldenTable(
    "talib_candles_goog_1d", .absolute(0), leastRows: 400,
    [
      pattern("2CROWS", "two_crows", .nonzero, 12),
      pattern("CLOSINGMARUBOZU", "closing_marubozu", .nonzero, 10),
      pattern("DOJI", "doji", .nonzero, 10),
      pattern("DRAGONFLYDOJI", "dragonfly_doji", .nonzero, 10),
      pattern("EVENINGDOJISTAR", "evening_doji_star", .nonzero, 12),
      pattern("EVENINGSTAR", "evening_star", .nonzero, 12),
      pattern("GRAVESTONEDOJI", "gravestone_doji", .nonzero, 10),
      pattern("HAMMER", "hammer", .nonzero, 11),
      pattern("HANGINGMAN", "hanging_man", .nonzero, 11),
      pattern("HIGHWAVE", "high_wave", .nonzero, 10),
      pattern("HOMINGPIGEON", "homing_pigeon", .nonzero, 11),
      pattern("INVERTEDHAMMER", "inverted_hammer", .nonzero, 11),
      pattern("LONGLEGGEDDOJI", "long_legged_doji", .nonzero, 10),
      pattern("LONGLINE", "long_line", .nonzero, 10),
      pattern("MARUBOZU", "marubozu", .nonzero, 10),
      pattern("MATCHINGLOW", "matching_low", .nonzero, 6),
      pattern("MORNINGDOJISTAR", "morning_doji_star", .nonzero, 12),
      pattern("MORNINGSTAR", "morning_star", .nonzero, 12),
      pattern("ONNECK", "on_neck", .nonzero, 11),
      pattern("PIERCING", "piercing", .nonzero, 11),
      pattern("RICKSHAWMAN", "rickshaw_man", .nonzero, 10),
      pattern("SHOOTINGSTAR", "shooting_star", .nonzero, 11),
      pattern("SHORTLINE", "short_line", .nonzero, 10),
      pattern("SPINNINGTOP", "spinning_top", .nonzero, 10),
      pattern("TAKURI", "takuri", .nonzero, 10),
      pattern("THRUSTING", "thrusting", .nonzero, 11),
      pattern("BELTHOLD", "belt_hold_bull", .positive, 10),
      pattern("BELTHOLD", "belt_hold_bear", .negative, 10),
      pattern("DOJISTAR", "doji_star_bull", .positive, 11),
      pattern("DOJISTAR", "doji_star_bear", .negative, 11),
      pattern("ENGULFING", "engulfing_bull", .positive, 2),
      pattern("ENGULFING", "engulfing_bear", .negative, 2),
      pattern("HARAMI", "harami_bull", .positive, 11),
      pattern("HARAMI", "harami_bear", .negative, 11),
      pattern("HARAMICROSS", "harami_cross_bull", .positive, 11),
      pattern("HARAMICROSS", "harami_cross_bear", .negative, 11),
      pattern("TRISTAR", "tri_star_bull", .positive, 12),
      pattern("TRISTAR", "tri_star_bear", .negative, 12),
      pattern("3INSIDE", "three_inside_up", .positive, 12),
      pattern("3INSIDE", "three_inside_down", .negative, 12),
      pattern("3OUTSIDE", "three_outside_up", .positive, 3),
      pattern("3OUTSIDE", "three_outside_down", .negative, 3),
      pattern("3LINESTRIKE", "three_line_strike_bull", .positive, 8),
      pattern("3LINESTRIKE", "three_line_strike_bear", .negative, 8),
      pattern("ADVANCEBLOCK", "advance_block", .nonzero, 12),
      pattern("HIKKAKE", "hikkake_bull", .positive, 6),
      pattern("HIKKAKE", "hikkake_bear", .negative, 6),
      pattern("SEPARATINGLINES", "separating_lines_bull", .positive, 11),
      pattern("SEPARATINGLINES", "separating_lines_bear", .negative, 11),
      pattern("STICKSANDWICH", "stick_sandwich", .nonzero, 7),
      pattern("TASUKIGAP", "tasuki_gap_bull", .positive, 7),
      pattern("TASUKIGAP", "tasuki_gap_bear", .negative, 7),
      pattern("XSIDEGAP3METHODS", "side_gap_bull", .positive, 2),
      pattern("XSIDEGAP3METHODS", "side_gap_bear", .negative, 2),
    ])

  /// TA-Lib says 0 where the bars before are too few, we say nothing.
  private static func pattern(
    _ column: String, _ formula: String, _ reading: GoldenColumn.Reading, _ bars: Int
  ) -> GoldenColumn {
    GoldenColumn(
      "CDL\(column)", formula, reading: reading, from: bars,
      note: "TA-Lib says 0 on the first \(bars) bars, where nothing is known yet")
  }
}
