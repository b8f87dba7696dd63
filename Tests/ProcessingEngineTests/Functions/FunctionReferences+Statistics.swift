import Foundation

private typealias P = PlainSeries

extension FunctionReference {
  static let volatility: [FunctionReference] = [
    FunctionReference("acceleration_bands", "acceleration_bands(20).upper") { c in
      P.sma(P.map(c.high, c.low) { $0 * (1 + 4 * ($0 - $1) / ($0 + $1)) }, 20)
    },
    FunctionReference("acceleration_bands", "acceleration_bands(20).lower") { c in
      P.sma(P.map(c.high, c.low) { $1 * (1 - 4 * ($0 - $1) / ($0 + $1)) }, 20)
    },
    FunctionReference("ulcer", "ulcer(close, 14)") { c in
      let depth = P.map(c.close, P.top(c.close, 14)) { 100 * ($0 / $1 - 1) }
      return P.rolling(depth, 14) { P.mean($0.map { $0 * $0 }).squareRoot() }
    },
    FunctionReference("log_return", "log_return(close, 3)") { c in
      P.map(c.close, P.lag(c.close, 3)) { log($0) - log($1) }
    },
    FunctionReference("historical_volatility", "historical_volatility(close, 10, 252)") { c in
      P.rolling(P.map(c.close, P.lag(c.close, 1)) { log($0 / $1) }, 10) {
        100 * (P.variance($0) * 252).squareRoot()
      }
    },
    FunctionReference("parkinson", "parkinson(10)") { c in
      P.rolling(P.map(c.high, c.low) { pow(log($0 / $1), 2) }, 10) {
        (P.mean($0) / (4 * log(2))).squareRoot()
      }
    },
    FunctionReference("garman_klass", "garman_klass(10)") { c in
      let terms = P.rows(c.count) { i in
        0.5 * pow(log(c.high[i] / c.low[i]), 2)
          - (2 * log(2) - 1) * pow(log(c.close[i] / c.open[i]), 2)
      }
      return P.rolling(terms, 10) { P.mean($0).squareRoot() }
    },
    FunctionReference("rogers_satchell", "rogers_satchell(10)") { satchell($0) },
    FunctionReference("yang_zhang", "yang_zhang(10)") { c in
      let jumps = P.rolling(P.map(c.open, P.lag(c.close, 1)) { log($0 / $1) }, 10) {
        P.variance($0, less: 1)
      }
      let inside = P.rolling(P.map(c.close, c.open) { log($0 / $1) }, 10) {
        P.variance($0, less: 1)
      }
      let k = 0.34 / (1.34 + 11.0 / 9)
      let steady = satchell(c)
      return P.rows(c.count) { i in
        (jumps[i] + k * inside[i] + (1 - k) * pow(steady[i], 2)).squareRoot()
      }
    },
    FunctionReference("mass_index", "mass_index(25, 9)") { c in
      let once = P.ema(c.height, 9)
      return P.sum(P.map(once, P.ema(once, 9), /), 25)
    },
    FunctionReference("true_high", "true_high") { c in
      P.map(c.high, P.lag(c.close, 1)) { $1.isNaN ? .nan : max($0, $1) }
    },
    FunctionReference("true_low", "true_low") { c in
      P.map(c.low, P.lag(c.close, 1)) { $1.isNaN ? .nan : min($0, $1) }
    },
    FunctionReference("gap", "gap") { c in P.map(c.open, P.lag(c.close, 1), -) },
    FunctionReference("market_facilitation", "market_facilitation") { c in
      P.map(c.height, c.volume, /)
    },
    FunctionReference("relative_volume", "relative_volume(20)") { c in
      P.map(c.volume, P.sma(c.volume, 20), /)
    },
    FunctionReference("pvi", "pvi(1000)") { c in
      var index = 1000.0
      return P.rows(c.count) { i in
        if i > 0, c.volume[i] > c.volume[i - 1] { index *= c.close[i] / c.close[i - 1] }
        return index
      }
    },
    FunctionReference("pvt", "pvt") { c in
      var total = 0.0
      return P.rows(c.count) { i in
        guard i > 0 else { return .nan }
        total += c.volume[i] * (c.close[i] / c.close[i - 1] - 1)
        return total
      }
    },
  ]

  private static func satchell(_ c: PlainCandles) -> [Double] {
    let terms = P.rows(c.count) { i in
      let (o, h, l, last) = (log(c.open[i]), log(c.high[i]), log(c.low[i]), log(c.close[i]))
      return (h - last) * (h - o) + (l - last) * (l - o)
    }
    return P.rolling(terms, 10) { P.mean($0).squareRoot() }
  }

  static let statistics: [FunctionReference] = [
    FunctionReference("median", "median(close, 21)") {
      P.rolling($0.close, 21) { $0.sorted()[10] }
    },
    FunctionReference("median", "median(close, 20)") { c in
      P.rolling(c.close, 20) { ($0.sorted()[9] + $0.sorted()[10]) / 2 }
    },
    FunctionReference("percentile", "percentile(close, 11, 90)") { c in
      P.rolling(c.close, 11) { $0.sorted()[9] }
    },
    FunctionReference("rank", "rank(close, 20)") { c in
      P.rolling(c.close, 20) { window in Double(window.filter { $0 <= window[19] }.count - 1) }
    },
    FunctionReference("percent_rank", "percent_rank(close, 50)") { c in
      P.rolling(c.close, 51) { window in
        Double(window.filter { $0 <= window[50] }.count - 1) / 50 * 100
      }
    },
    FunctionReference("skew", "skew(close, 20)") { c in
      P.rolling(c.close, 20) { moment($0, 3) / pow(P.variance($0), 1.5) }
    },
    FunctionReference("kurtosis", "kurtosis(close, 20)") { c in
      P.rolling(c.close, 20) { moment($0, 4) / pow(P.variance($0), 2) - 3 }
    },
    FunctionReference("normalize", "normalize(close, 20)") { c in
      P.rolling(c.close, 20) { window in
        let low = window.min() ?? .nan
        return (window[19] - low) / ((window.max() ?? .nan) - low)
      }
    },
    FunctionReference("autocorrelation", "autocorrelation(close, 2, 20)") { c in
      P.rolling(c.close, 22) { window in
        let a = Array(window[2...])
        let b = Array(window[..<20])
        let (x, y) = (P.mean(a), P.mean(b))
        let both = zip(a, b).map { ($0 - x) * ($1 - y) }.reduce(0, +) / 20
        return both / (P.variance(a) * P.variance(b)).squareRoot()
      }
    },
    FunctionReference("stderr", "stderr(close, 14)") { c in
      P.rolling(c.close, 14) { window in
        let line = P.line(window)
        let rest = window.enumerated().map { i, x in
          x - line.mean - line.slope * (Double(i) - 6.5)
        }
        return (rest.map { $0 * $0 }.reduce(0, +) / 12).squareRoot()
      }
    },
    FunctionReference("all_time_high", "all_time_high(high)") { c in
      P.rows(c.count) { c.high[...$0].max() ?? .nan }
    },
    FunctionReference("all_time_low", "all_time_low(low)") { c in
      P.rows(c.count) { c.low[...$0].min() ?? .nan }
    },
    FunctionReference("drawdown", "drawdown(close)") { c in
      P.rows(c.count) { 100 * (c.close[$0] / (c.close[...$0].max() ?? .nan) - 1) }
    },
    FunctionReference("new_high", "new_high(close, 20)") { c in
      P.rows(c.count) { i in
        i < 20 ? .nan : c.close[(i - 20)..<i].allSatisfy { $0 < c.close[i] } ? 1 : 0
      }
    },
    FunctionReference("new_low", "new_low(close, 20)") { c in
      P.rows(c.count) { i in
        i < 20 ? .nan : c.close[(i - 20)..<i].allSatisfy { $0 > c.close[i] } ? 1 : 0
      }
    },
    FunctionReference("starts", "starts(close > open)") { c in
      P.rows(c.count) { i in
        let now = c.close[i] > c.open[i]
        guard i > 0 else { return now ? .nan : 0 }
        return now && !(c.close[i - 1] > c.open[i - 1]) ? 1 : 0
      }
    },
  ]

  private static func moment(_ values: [Double], _ power: Int) -> Double {
    let middle = P.mean(values)
    return P.mean(values.map { pow($0 - middle, Double(power)) })
  }

  static let mathematics: [FunctionReference] = [
    FunctionReference("clamp", "clamp(close, 95, 105)") { c in
      c.close.map { min(max($0, 95), 105) }
    },
    FunctionReference("is_between", "is_between(close, 95, 105)") { c in
      c.close.map { (95...105).contains($0) ? 1 : 0 }
    },
    FunctionReference("mod", "mod(close, 7)") { c in
      c.close.map { $0.truncatingRemainder(dividingBy: 7) }
    },
    FunctionReference("mod", "mod(close - 200, 7)") { c in
      c.close.map { x in
        let rest = (x - 200).truncatingRemainder(dividingBy: 7)
        return rest < 0 ? rest + 7 : rest
      }
    },
    FunctionReference("round_to", "round_to(close, 0.25)") { c in
      c.close.map { ($0 * 4).rounded(.toNearestOrAwayFromZero) / 4 }
    },
    FunctionReference("tan", "tan(close / 100)") { c in c.close.map { Foundation.tan($0 / 100) } },
    FunctionReference("tanh", "tanh(close / 100 - 1)") { c in
      c.close.map { Foundation.tanh($0 / 100 - 1) }
    },
    FunctionReference("tanh", "tanh(close * 100)") { c in c.close.map { _ in 1 } },
  ]

  static let pivots: [FunctionReference] =
    floorPivots + woodiePivots + fibonacciPivots + camarillaPivots

  private static let seven = ["p", "r1", "r2", "r3", "s1", "s2", "s3"]

  private static let floorPivots = levels("pivot_points", seven) { h, l, c in
    around((h + l + c) / 3, h, l)
  }

  private static let woodiePivots = levels("woodie_pivots", seven) { h, l, c in
    around((h + l + c + c) / 4, h, l)
  }

  private static func around(_ p: Double, _ h: Double, _ l: Double) -> [Double] {
    let far = 2 * (p + h - l)
    return [p, 2 * p - l, p + h - l, far - h, 2 * p - h, p - h + l, 2 * (p - h) + l]
  }

  private static let fibonacciPivots = levels("fibonacci_pivots", seven) { h, l, c in
    let p = (h + l + c) / 3
    let parts: [Double] = [0, 0.382, 0.618, 1, -0.382, -0.618, -1]
    return parts.map { p + $0 * (h - l) }
  }

  private static let camarillaPivots = levels(
    "camarilla_pivots", ["r1", "r2", "r3", "r4", "s1", "s2", "s3", "s4"]
  ) { h, l, c in
    let parts: [Double] = [12, 6, 4, 2, -12, -6, -4, -2]
    return parts.map { c + 1.1 * (h - l) / $0 }
  }

  private static func levels(
    _ function: String, _ fields: [String],
    _ formulas: @escaping @Sendable (Double, Double, Double) -> [Double]
  ) -> [FunctionReference] {
    fields.enumerated().map { place, field in
      FunctionReference(function, "\(function)(high[1], low[1], close[1]).\(field)") { c in
        P.rows(c.count) { i in
          i == 0 ? .nan : formulas(c.high[i - 1], c.low[i - 1], c.close[i - 1])[place]
        }
      }
    }
  }
}
