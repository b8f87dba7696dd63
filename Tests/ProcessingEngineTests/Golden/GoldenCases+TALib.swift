extension GoldenTable {
  /// TA-Lib's C library, run over two real series with the usual and with unusual lengths.
  static let talib: [GoldenTable] = [
    talibTable(
      "talib_goog_1d",
      TALibLengths(
        average: 20, deviations: 2, oscillator: 14, change: 10, fast: 12, slow: 26, signal: 9,
        aroon: 25, beta: 10, step: 0.02, maximum: 0.2)),
    talibTable(
      "talib_eurusd_1h",
      TALibLengths(
        average: 33, deviations: 2.5, oscillator: 9, change: 21, fast: 8, slow: 34, signal: 5,
        aroon: 14, beta: 21, step: 0.01, maximum: 0.15)),
    talibCandles,
    GoldenTable("talib_ref252_input", notCovered: "the input of talib_ref252_points"),
  ]

  private struct TALibLengths {
    var average: Int
    var deviations: Double
    var oscillator: Int
    var change: Int
    var fast: Int
    var slow: Int
    var signal: Int
    var aroon: Int
    var beta: Int
    var step: Double
    var maximum: Double
  }

  private static func talibTable(_ name: String, _ n: TALibLengths) -> GoldenTable {
    GoldenTable(
      name, GoldenTolerance(relative: 1e-9, absolute: 1e-12),
      definitions: [.movement, .wilderSum],
      averages(n) + bands(n) + momentum(n) + macd(n) + directional(n) + oscillators(n) + volume(n)
        + statistics(n) + prices + [
          GoldenColumn("SAR_\(n.step)_\(n.maximum)", "psar(\(n.step), \(n.maximum))")
        ] + cycles)
  }

  private static let cycles = [
    GoldenColumn("HT_TRENDLINE", "ht_trendline(close)"),
    GoldenColumn("HT_DCPERIOD", "ht_dcperiod(close)"),
    GoldenColumn("HT_INPHASE", "ht_phasor(close).inphase"),
    GoldenColumn("HT_QUADRATURE", "ht_phasor(close).quadrature"),
    GoldenColumn("MAMA", "mama(close).mama"), GoldenColumn("FAMA", "mama(close).fama"),
  ]

  private static func averages(_ n: TALibLengths) -> [GoldenColumn] {
    let m = n.average
    return [
      GoldenColumn("SMA_\(m)", "sma(close, \(m))"), GoldenColumn("EMA_\(m)", "ema(close, \(m))"),
      GoldenColumn("WMA_\(m)", "wma(close, \(m))"), GoldenColumn("DEMA_\(m)", "dema(close, \(m))"),
      GoldenColumn("TEMA_\(m)", "tema(close, \(m))"),
      GoldenColumn("TRIMA_\(m)", "trima(close, \(m))"),
      GoldenColumn("KAMA_\(m)", "kama(close, \(m), 2, 30)"),
      GoldenColumn("T3_5_0.7", "t3(close, 5, 0.7)"),
      GoldenColumn("TRIX_\(m)", "trix(close, \(m))"),
      GoldenColumn("MIDPOINT_\(m)", "midpoint(close, \(m))"),
      GoldenColumn("MIDPRICE_\(m)", "midprice(\(m))"),
    ]
  }

  private static func bands(_ n: TALibLengths) -> [GoldenColumn] {
    let m = n.average
    return [
      GoldenColumn("BB_upper", "bbands(close, \(m), \(n.deviations)).upper"),
      GoldenColumn("BB_mid", "bbands(close, \(m), \(n.deviations)).middle"),
      GoldenColumn("BB_lower", "bbands(close, \(m), \(n.deviations)).lower"),
      GoldenColumn("STDDEV_\(m)", "stdev(close, \(m))"),
      GoldenColumn("VAR_\(m)", "variance(close, \(m))"), GoldenColumn("TRANGE", "tr"),
      GoldenColumn("ATR_\(n.oscillator)", "atr(\(n.oscillator))"),
      GoldenColumn("NATR_\(n.oscillator)", "natr(\(n.oscillator))"),
    ]
  }

  private static func momentum(_ n: TALibLengths) -> [GoldenColumn] {
    [
      GoldenColumn("RSI_\(n.oscillator)", "rsi(close, \(n.oscillator))"),
      GoldenColumn("CMO_\(n.oscillator)", "cmo(close, \(n.oscillator), sums: wilder)"),
      GoldenColumn("ROC_\(n.change)", "roc(close, \(n.change))"),
      GoldenColumn("MOM_\(n.change)", "mom(close, \(n.change))"),
    ]
  }

  private static func macd(_ n: TALibLengths) -> [GoldenColumn] {
    let call = "macd(close, \(n.fast), \(n.slow), \(n.signal))"
    let settled = Settled.ema(n.slow, from: n.slow + n.signal, within: 1e-12)
    let lateFast = "ema(if is_na(close[\(n.slow - n.fast)]) then na else close, \(n.fast))"
    let line = "\(lateFast) - ema(close, \(n.slow))"
    let started = "TA-Lib starts the fast average together with the slow one; so started"
    let compared =
      "TA-Lib starts the fast average together with the slow one; compared once settled"
    let shown = started + "; TA-Lib leaves out the line until its average is there"
    var columns = [
      GoldenColumn("MACD_\(n.fast)_\(n.slow)_\(n.signal)", line, allowsMore: true, note: shown),
      GoldenColumn("MACD_signal", "ema(\(line), \(n.signal))", note: started),
      GoldenColumn("MACD_hist", "\(line) - ema(\(line), \(n.signal))", note: started),
      GoldenColumn(
        "APO_\(n.fast)_\(n.slow)_ema", "apo(close, \(n.fast), \(n.slow))"),
      GoldenColumn("PPO_\(n.fast)_\(n.slow)_ema", "ppo(close, \(n.fast), \(n.slow))"),
    ]
    // The longer lengths do not settle within their table.
    if settled < 400 {
      columns += [
        GoldenColumn(
          "MACD_\(n.fast)_\(n.slow)_\(n.signal)", "\(call).macd", from: settled, note: compared),
        GoldenColumn("MACD_signal", "\(call).signal", from: settled, note: compared),
        GoldenColumn("MACD_hist", "\(call).histogram", from: settled, note: compared),
      ]
    }
    return columns
  }

  /// TA-Lib's sums of directional movement begin with n − 1 bars, ours and Wilder's with n.
  private static func directional(_ n: TALibLengths) -> [GoldenColumn] {
    let m = n.oscillator
    let plus = "100 * wilder_sum(up_move, \(m)) / wilder_sum(tr, \(m))"
    let minus = "100 * wilder_sum(down_move, \(m)) / wilder_sum(tr, \(m))"
    let ratio = "100 * abs(\(plus) - \(minus)) / (\(plus) + \(minus))"
    let average = "rma(if is_na(close[\(m)]) then na else \(ratio), \(m))"
    let settled = Settled.rma(m, from: 2 * m, within: 1e-10)
    let twiceSettled = Settled.rma(m, from: 2 * m, within: 1e-11)
    let started = "TA-Lib starts the sums with n − 1 bars; so started"
    let compared = "TA-Lib starts the sums with n − 1 bars; compared once settled"
    let shown = started + "; TA-Lib shows it a bar later"
    return [
      GoldenColumn("PLUS_DI_\(m)", "plus_di(\(m))", from: settled, note: compared),
      GoldenColumn("MINUS_DI_\(m)", "minus_di(\(m))", from: settled, note: compared),
      GoldenColumn("DX_\(m)", "dx(\(m))", from: settled, note: compared),
      GoldenColumn("ADX_\(m)", "adx(\(m))", from: twiceSettled, note: compared),
      GoldenColumn("ADXR_\(m)", "adxr(\(m))", from: twiceSettled + m, note: compared),
      GoldenColumn("PLUS_DI_\(m)", plus, allowsMore: true, note: shown),
      GoldenColumn("MINUS_DI_\(m)", minus, allowsMore: true, note: shown),
      GoldenColumn("DX_\(m)", ratio, allowsMore: true, note: shown),
      GoldenColumn("ADX_\(m)", average, note: started),
      GoldenColumn("ADXR_\(m)", "avg(\(average), (\(average))[\(m - 1)])", note: started),
    ]
  }

  private static func oscillators(_ n: TALibLengths) -> [GoldenColumn] {
    let m = n.oscillator
    return [
      GoldenColumn("STOCH_slowk", "stoch(\(m), 3, 3).k", allowsMore: true, note: alike),
      GoldenColumn("STOCH_slowd", "stoch(\(m), 3, 3).d"),
      GoldenColumn("STOCHF_k", "stoch_k(\(m))", allowsMore: true, note: alike),
      GoldenColumn("STOCHF_d", "sma(stoch_k(\(m)), 3)"),
      GoldenColumn("STOCHRSI_k", "stochrsi(close, \(m), 1)", allowsMore: true, note: alike),
      GoldenColumn("STOCHRSI_d", "stochrsi(close, \(m), 3)"),
      GoldenColumn("WILLR_\(m)", "willr(\(m))"), GoldenColumn("MFI_\(m)", "mfi(\(m))"),
      GoldenColumn("ULTOSC_7_14_28", "ultimate(7, 14, 28)"),
      GoldenColumn("AROON_down_\(n.aroon)", "aroon(\(n.aroon)).down"),
      GoldenColumn("AROON_up_\(n.aroon)", "aroon(\(n.aroon)).up"),
      GoldenColumn("AROONOSC_\(n.aroon)", "aroon_osc(\(n.aroon))"),
      GoldenColumn("BOP", "bop"),
    ]
  }

  private static let alike = "TA-Lib leaves out the line until its average is there"

  private static func volume(_ n: TALibLengths) -> [GoldenColumn] {
    [
      GoldenColumn("OBV", "obv"), GoldenColumn("AD", "ad"),
      GoldenColumn(
        "ADOSC_3_10", "adosc(3, 10)", from: Settled.ema(10, from: 10, within: 1e-15),
        note: "TA-Lib starts both averages with the first value; compared once settled"),
      GoldenColumn(
        "ADOSC_3_10", "adosc(3, 10, seed: first)", allowsMore: true,
        note: "TA-Lib starts both averages with the first value and shows them from row 9"),
    ]
  }

  private static func statistics(_ n: TALibLengths) -> [GoldenColumn] {
    let m = n.oscillator
    return [
      GoldenColumn("LINEARREG_\(m)", "linreg(close, \(m))"),
      GoldenColumn("LINEARREG_SLOPE_\(m)", "slope(close, \(m))"),
      GoldenColumn("LINEARREG_INTERCEPT_\(m)", "linreg_intercept(close, \(m))"),
      GoldenColumn("LINEARREG_ANGLE_\(m)", "linreg_angle(close, \(m))"),
      GoldenColumn("TSF_\(m)", "tsf(close, \(m))"), GoldenColumn("CCI_\(m)", "cci(hlc3, \(m))"),
      GoldenColumn("CORREL_high_low_\(n.average)", "correlation(high, low, \(n.average))"),
      GoldenColumn("BETA_high_low_\(n.beta)", "beta(low, high, \(n.beta))"),
      GoldenColumn("MAX_\(n.average)", "highest(close, \(n.average))"),
      GoldenColumn("MIN_\(n.average)", "lowest(close, \(n.average))"),
      GoldenColumn("SUM_\(n.average)", "sum(close, \(n.average))"),
    ]
  }

  private static let prices = [
    GoldenColumn("TYPPRICE", "hlc3"), GoldenColumn("WCLPRICE", "hlcc4"),
    GoldenColumn("MEDPRICE", "hl2"), GoldenColumn("AVGPRICE", "ohlc4"),
  ]
}
