import Foundation

private typealias P = PlainSeries

extension FunctionReference {
  static let averages: [FunctionReference] = [
    FunctionReference("zlema", "zlema(close, 9)") { c in
      P.ema(P.map(c.close, P.lag(c.close, 4)) { 2 * $0 - $1 }, 9)
    },
    FunctionReference("cog", "cog(close, 10)") { c in
      P.rolling(c.close, 10) { window in
        var moment = 0.0
        for (i, x) in window.reversed().enumerated() { moment += Double(i + 1) * x }
        return -moment / window.reduce(0, +)
      }
    },
    FunctionReference("mcginley", "mcginley(close, 10)") { c in
      var m = c.close[0]
      return P.rows(c.count) { i in
        if i > 0 { m += (c.close[i] - m) / (10 * pow(c.close[i] / m, 4)) }
        return m
      }
    },
    FunctionReference("vidya", "vidya(close, 14, 9)") { c in
      var v = Double.nan
      return P.rows(c.count) { i in
        guard i >= 9 else { return .nan }
        var up = 0.0
        var down = 0.0
        for k in (i - 8)...i {
          up += max(c.close[k] - c.close[k - 1], 0)
          down += max(c.close[k - 1] - c.close[k], 0)
        }
        if v.isNaN { v = c.close[i - 1] }
        let weight = 2.0 / 15 * abs((up - down) / (up + down))
        v = weight * c.close[i] + (1 - weight) * v
        return v
      }
    },
    FunctionReference("frama", "frama(16)") { c in
      let middle = c.middle
      var value = Double.nan
      func range(_ rows: ClosedRange<Int>) -> Double {
        (c.high[rows].max() ?? .nan) - (c.low[rows].min() ?? .nan)
      }
      return P.rows(c.count) { i in
        guard i >= 15 else {
          value = middle[i]
          return value
        }
        let first = range((i - 15)...(i - 8)) / 8
        let second = range((i - 7)...i) / 8
        let both = range((i - 15)...i) / 16
        let dimension = log2((first + second) / both)
        let weight = min(max(exp(-4.6 * (dimension - 1)), 0.01), 1)
        value = weight * middle[i] + (1 - weight) * value
        return value
      }
    },
    FunctionReference("super_smoother", "super_smoother(close, 10)") { c in
      let a = exp(-1.414 * Double.pi / 10)
      let c2 = 2 * a * cos(1.414 * Double.pi / 10)
      let c3 = -a * a
      var f: [Double] = []
      for i in 0..<c.count {
        guard i >= 2 else {
          f.append(c.close[i])
          continue
        }
        let mean = (c.close[i] + c.close[i - 1]) / 2
        let past = c2 * f[i - 1] + c3 * f[i - 2]
        f.append((1 - c2 - c3) * mean + past)
      }
      return f
    },
    FunctionReference("range_of", "range_of(20)") { c in
      P.map(P.top(c.high, 20), P.bottom(c.low, 20), -)
    },
  ]

  static let oscillators: [FunctionReference] = [
    FunctionReference("accelerator", "accelerator") { c in
      let awesome = P.map(P.sma(c.middle, 5), P.sma(c.middle, 34), -)
      return P.map(awesome, P.sma(awesome, 5), -)
    },
    FunctionReference("qstick", "qstick(8)") { c in P.sma(P.map(c.close, c.open, -), 8) },
    FunctionReference("psl", "psl(12)") { c in
      P.rolling(P.change(c.close), 12) { 100 * Double($0.count { $0 > 0 }) / 12 }
    },
    FunctionReference("coppock", "coppock(close, 11, 14, 10)") { c in
      P.weighted(P.map(P.rate(c.close, 14), P.rate(c.close, 11), +), 10)
    },
    FunctionReference("kst", "kst(close).kst") { kst($0.close) },
    FunctionReference("kst", "kst(close).signal") { P.sma(kst($0.close), 9) },
    FunctionReference("forecast_oscillator", "forecast_oscillator(close, 14)") { c in
      let forecast = P.rolling(c.close, 14) { window in
        let line = P.line(window)
        return line.mean + line.slope * 7.5
      }
      return P.map(c.close, P.lag(forecast, 1)) { 100 * ($0 - $1) / $0 }
    },
    FunctionReference("rvgi", "rvgi(10).rvgi") { vigor($0) },
    FunctionReference("rvgi", "rvgi(10).signal") { symmetric(vigor($0)) },
    FunctionReference("smi", "smi(10, 3, 5).smi") { stochasticMomentum($0) },
    FunctionReference("smi", "smi(10, 3, 5).signal") { P.ema(stochasticMomentum($0), 5) },
    FunctionReference("squeeze", "squeeze(20, 2, 1.5).squeezed") { c in
      P.map(P.deviation(c.close, 20), P.sma(c.trueRange, 20)) {
        P.truth([$0, $1], 2 * $0 < 1.5 * $1)
      }
    },
    FunctionReference("squeeze", "squeeze(20, 2, 1.5).momentum") { c in
      let middle = P.map(P.top(c.high, 20), P.bottom(c.low, 20)) { ($0 + $1) / 2 }
      let mean = P.map(middle, P.sma(c.close, 20)) { ($0 + $1) / 2 }
      return P.rolling(P.map(c.close, mean, -), 20) { window in
        let line = P.line(window)
        return line.mean + line.slope * 9.5
      }
    },
    FunctionReference("vhf", "vhf(close, 28)") { c in
      let way = P.sum(P.change(c.close).map(abs), 28)
      let range = P.map(P.top(c.close, 28), P.bottom(c.close, 28), -)
      return P.map(range, way, /)
    },
  ]

  private static func kst(_ x: [Double]) -> [Double] {
    let parts = [(10, 10), (15, 10), (20, 10), (30, 15)].map { P.sma(P.rate(x, $0.0), $0.1) }
    return P.rows(x.count) { i in
      parts.enumerated().map { Double($0 + 1) * $1[i] }.reduce(0, +)
    }
  }

  private static func symmetric(_ x: [Double]) -> [Double] {
    P.rolling(x, 4) { ($0[0] + 2 * $0[1] + 2 * $0[2] + $0[3]) / 6 }
  }

  private static func vigor(_ c: PlainCandles) -> [Double] {
    let up = P.sum(symmetric(P.map(c.close, c.open, -)), 10)
    return P.map(up, P.sum(symmetric(c.height), 10), /)
  }

  private static func stochasticMomentum(_ c: PlainCandles) -> [Double] {
    let top = P.top(c.high, 10)
    let bottom = P.bottom(c.low, 10)
    let middle = P.map(top, bottom) { ($0 + $1) / 2 }
    let distance = P.ema(P.ema(P.map(c.close, middle, -), 3), 3)
    let half = P.ema(P.ema(P.map(top, bottom) { ($0 - $1) / 2 }, 3), 3)
    return P.map(distance, half) { 100 * $0 / $1 }
  }

  static let recursive: [FunctionReference] = [
    FunctionReference("fisher", "fisher(9).fisher") { fisher($0) },
    FunctionReference("fisher", "fisher(9).trigger") { P.lag(fisher($0), 1) },
    FunctionReference("run_length", "run_length(close)") { runs($0.close) },
    FunctionReference("streak", "streak(close > open)") { c in
      var length = 0.0
      return P.rows(c.count) { i in
        length = c.close[i] > c.open[i] ? length + 1 : 0
        return length
      }
    },
    FunctionReference("connors_rsi", "connors_rsi(close, 3, 2, 100)") { c in
      let a = P.strength(c.close, 3)
      let b = P.strength(runs(c.close), 2)
      let rank = P.rolling(P.rate(c.close, 1), 101) { window in
        Double(window.dropLast().count { $0 <= window[100] })
      }
      return P.rows(c.count) { (a[$0] + b[$0] + rank[$0]) / 3 }
    },
    FunctionReference("laguerre_rsi", "laguerre_rsi(close, 0.5)") { c in
      var l = [c.close[0], 0, 0, 0]
      return P.rows(c.count) { i in
        let old = l
        l[0] = 0.5 * c.close[i] + 0.5 * old[0]
        for k in 1...3 {
          let before = i == 0 ? l[k - 1] : old[k - 1]
          let own = i == 0 ? l[k - 1] : old[k]
          l[k] = -0.5 * l[k - 1] + before + 0.5 * own
        }
        let steps = (0..<3).map { l[$0] - l[$0 + 1] }
        let up = steps.filter { $0 > 0 }.reduce(0, +)
        let down = -steps.filter { $0 < 0 }.reduce(0, +)
        return 100 * up / (up + down)
      }
    },
    FunctionReference("stc", "stc(close, 23, 50, 10)") { c in
      let line = P.map(P.ema(c.close, 23), P.ema(c.close, 50), -)
      return halved(halved(line))
    },
    FunctionReference("rvi", "rvi(close, 10, 14)") { c in
      let width = P.deviation(c.close, 10)
      let move = P.change(c.close)
      let up = P.ema(P.map(width, move) { $1.isNaN ? .nan : $1 > 0 ? $0 : $0 * 0 }, 14)
      let down = P.ema(P.map(width, move) { $1.isNaN ? .nan : $1 > 0 ? $0 * 0 : $0 }, 14)
      return P.map(up, down) { 100 * $0 / ($0 + $1) }
    },
  ]

  private static func runs(_ x: [Double]) -> [Double] {
    var run = 0.0
    return P.rows(x.count) { i in
      guard i > 0 else { return .nan }
      if x[i] > x[i - 1] {
        run = run > 0 ? run + 1 : 1
      } else if x[i] < x[i - 1] {
        run = run < 0 ? run - 1 : -1
      } else {
        run = 0
      }
      return run
    }
  }

  private static func fisher(_ c: PlainCandles) -> [Double] {
    let middle = c.middle
    let top = P.top(middle, 9)
    let bottom = P.bottom(middle, 9)
    var value = 0.0
    var line = 0.0
    return P.rows(c.count) { i in
      guard !top[i].isNaN else { return .nan }
      value = 0.66 * ((middle[i] - bottom[i]) / (top[i] - bottom[i]) - 0.5) + 0.67 * value
      if value > 0.99 { value = 0.999 }
      if value < -0.99 { value = -0.999 }
      line = 0.5 * log((1 + value) / (1 - value)) + 0.5 * line
      return line
    }
  }

  /// The stochastic formula over ten bars, moved half of the way each bar; a flat range repeats.
  private static func halved(_ x: [Double]) -> [Double] {
    let top = P.top(x, 10)
    let bottom = P.bottom(x, 10)
    var value = Double.nan
    var last = Double.nan
    return P.rows(x.count) { i in
      guard !top[i].isNaN else { return .nan }
      if top[i] > bottom[i] { last = 100 * (x[i] - bottom[i]) / (top[i] - bottom[i]) }
      let goal = top[i] > bottom[i] ? last : value
      value = value.isNaN ? goal : value + 0.5 * (goal - value)
      return value
    }
  }
}
