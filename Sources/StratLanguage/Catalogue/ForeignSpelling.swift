import StratSyntax

/// How things are called in Pine, AFL, TA-Lib and Python, and what they are called here.
enum ForeignSpelling {
  /// `{0}`, `{1}` … stand for the arguments; functions we have by another name keep their arguments.
  private static let functions: [String: String] = [
    "crossover": "{0} crosses above {1}", "crossunder": "{0} crosses below {1}",
    "cross": "{0} crosses above {1}", "crossed_above": "{0} crosses above {1}",
    "crossed_below": "{0} crosses below {1}", "cross_above": "{0} crosses above {1}",
    "cross_below": "{0} crosses below {1}",
    "iff": "if {0} then {1} else {2}", "iif": "if {0} then {1} else {2}",
    "ref": "{0}[…]", "shift": "{0}[{1}]", "lag": "{0}[{1}]", "delay": "{0}[{1}]",
    "prev": "{0}[1]", "previous": "{0}[1]", "fixnan": "{0} ?? value_when(not is_na({0}), {0})",
    "llv": "lowest({*})", "hhv": "highest({*})", "llvbars": "lowest_bar({*})",
    "hhvbars": "highest_bar({*})", "lowestbars": "lowest_bar({*})",
    "highestbars": "highest_bar({*})", "barssince": "bars_since({*})",
    "valuewhen": "value_when({*})", "ma": "sma({*})", "mean": "sma({*})",
    "average": "sma({*})", "smma": "rma({*})", "wilders": "rma({*})", "wilder": "rma({*})",
    "stddev": "stdev({*})", "std": "stdev({*})", "isna": "is_na({*})", "isnan": "is_na({*})",
    "isnull": "is_na({*})", "coalesce": "{0} ?? {1}", "fabs": "abs({*})", "ln": "log({*})",
    "ceiling": "ceil({*})", "power": "pow({*})", "not": "not {0}",
    "truerange": "tr", "bollinger": "bbands({*})", "bb": "bbands({*})",
    "exp_average": "ema({*})", "expaverage": "ema({*})", "wilders_average": "rma({*})",
    "wildersaverage": "rma({*})", "simple_moving_avg": "sma({*})", "moving_average": "sma({*})",
    "security": "(…) on 1d",
    "i_ma": "sma(close, …)", "i_rsi": "rsi(close, …)", "i_atr": "atr(…)", "i_adx": "adx(…)",
    "i_bands": "bbands(close, …)", "i_close": "close[…]", "i_open": "open[…]",
    "i_high": "high[…]", "i_low": "low[…]", "i_volume": "volume[…]", "i_cci": "cci(…)",
    "i_stochastic": "stoch(…)", "i_macd": "macd(close, …)", "maximum": "max({*})",
    "minimum": "min({*})", "where": "if {0} then {1} else {2}",
    "pct_change": "{0} / {0}[1] - 1",
    "dev": "mean_deviation({*})", "mad": "mean_deviation({*})", "var": "variance({*})",
    "correl": "correlation({*})", "corr": "correlation({*})", "percentrank": "percent_rank({*})",
    "percentile_linear_interpolation": "percentile({*})", "sar": "psar({*})",
    "pivothigh": "pivot_high({*})", "pivotlow": "pivot_low({*})", "lsma": "linreg({*})",
    "linearreg": "linreg({*})", "linearreg_slope": "slope({*})", "crsi": "connors_rsi({*})",
    "bbw": "bb_width({*})", "kc": "keltner(…)", "emv": "eom(…)", "aroonosc": "aroon_osc({*})",
    "heikinashi": "heikin_ashi()", "cumsum": "cum({*})", "adl": "ad",
    "williams_r": "willr({*})", "wpr": "willr({*})", "diff": "change({*})",
  ]

  private static let names: [String: String] = [
    "c": "close", "o": "open", "h": "high", "l": "low", "v": "volume", "vol": "volume",
    "nan": "na", "null": "na", "none": "na", "nil": "na", "typical_price": "hlc3",
    "typprice": "hlc3",
    "median_price": "hl2", "medprice": "hl2", "avgprice": "ohlc4", "wclprice": "hlcc4",
    "bar_index": "bars_since(…)",
  ]

  /// Where a spelling comes from, as far as only one language has it.
  private static let languages: [String: String] = [
    "crossover": "Pine", "crossunder": "Pine", "iff": "Pine", "barssince": "Pine",
    "valuewhen": "Pine", "highestbars": "Pine", "lowestbars": "Pine", "fixnan": "Pine",
    "security": "Pine", "bar_index": "Pine", "iif": "AFL", "ref": "AFL", "llv": "AFL",
    "hhv": "AFL", "llvbars": "AFL", "hhvbars": "AFL", "wilders": "AFL", "truerange": "thinkScript",
    "average": "thinkScript", "exp_average": "thinkScript", "wilders_average": "thinkScript",
    "simple_moving_avg": "thinkScript", "shift": "pandas", "diff": "pandas",
    "pct_change": "pandas", "cumsum": "pandas", "isna": "pandas", "isnull": "pandas",
    "where": "NumPy", "isnan": "NumPy", "fabs": "Python", "i_ma": "MQL", "i_rsi": "MQL",
    "i_atr": "MQL", "i_adx": "MQL", "i_bands": "MQL", "i_close": "MQL", "i_open": "MQL",
    "i_high": "MQL", "i_low": "MQL", "i_volume": "MQL", "i_cci": "MQL", "i_stochastic": "MQL",
    "i_macd": "MQL",
  ]

  static func language(of name: String) -> String? { languages[name.lowercased()] }

  /// What the length of a window is called elsewhere; here it is `n`.
  static let lengthLabels: Set<String> = [
    "length", "period", "periods", "timeperiod", "time_period", "len", "window", "span", "bars",
  ]

  /// Namespaces of other languages that need no prefix here.
  private static let namespaces: Set<String> = ["ta", "math", "talib", "np", "pta"]

  static func isNamespace(_ name: String) -> Bool { namespaces.contains(name.lowercased()) }

  /// The function's own name when it is written with a foreign prefix: `ta.rsi` gives `rsi`.
  static func withoutNamespace(_ name: String) -> String? {
    guard let dot = name.firstIndex(of: "."), isNamespace(String(name[..<dot])) else { return nil }
    return String(name[name.index(after: dot)...])
  }

  static func call(_ name: String, arguments: [String]) -> String? {
    let own = arguments.map { self.name($0) ?? $0 }
    if name.lowercased() == "ref", own.count == 2, own[1].hasPrefix("-") {
      return "\(bracketed(own[0], before: "[", after: ""))[\(own[1].dropFirst())]"
    }
    guard let template = functions[name.lowercased()] else { return nil }
    return filled(template, own)
  }

  static func name(_ name: String) -> String? { names[name.lowercased()] }

  /// An argument that stands beside an operator, or before `[`, as one operand.
  private static func bracketed(
    _ argument: String, before rest: Substring, after text: String
  ) -> String {
    let next = rest.first { $0 != " " }
    let last = text.last { $0 != " " }
    let isTight =
      next.map { "[/?*-".contains($0) } == true || last.map { "/?*-".contains($0) } == true
    return isTight && !SourceText(name: "argument", argument).isOperand ? "(\(argument))" : argument
  }

  private static func filled(_ template: String, _ arguments: [String]) -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let key = rest[rest.index(after: open)..<close]
      if key == "*" {
        result += arguments.joined(separator: ", ")
      } else if let index = Int(key), index < arguments.count {
        result += bracketed(arguments[index], before: rest[close...].dropFirst(), after: result)
      } else {
        result += "…"
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
