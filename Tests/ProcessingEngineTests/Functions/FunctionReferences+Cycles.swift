import Foundation

private typealias P = PlainSeries

extension FunctionReference {
  static let cycles: [FunctionReference] = [
    FunctionReference("has_begun", "has_begun(close, 12)") { c in
      P.rows(c.count) { $0 < 12 ? 0 : 1 }
    },
    FunctionReference("ht_smooth", "ht_smooth(close)") { PlainCycle($0.close).smooth },
    FunctionReference("hilbert", "hilbert(close - open, 20)") { c in
      let x = P.map(c.close, c.open, -)
      return P.rows(c.count) { PlainCycle.turned(Array(x[...$0]), 20) }
    },
    FunctionReference("ht_next_period", "ht_next_period(ht_smooth(close), 20)") { c in
      PlainCycle(c.close, before: 20).next
    },
    FunctionReference("ht_rough_period", "ht_rough_period(ht_smooth(close))") { c in
      PlainCycle(c.close).rough
    },
    FunctionReference("ht_period", "ht_period(ht_smooth(close))") { PlainCycle($0.close).period },
    FunctionReference("ht_dcphase", "ht_dcphase(close)") { phases($0) },
    FunctionReference("ht_sine", "ht_sine(close).sine") { c in
      phases(c).map { sin($0 * Double.pi / 180) }
    },
    FunctionReference("ht_sine", "ht_sine(close).leadsine") { c in
      phases(c).map { sin(($0 + 45) * Double.pi / 180) }
    },
    FunctionReference("ht_trendmode", "ht_trendmode(close)") { c in
      trendMode(c.close, phases(c))
    },
    FunctionReference(
      "recent_mean", "recent_mean(close, 3.5 + count(close > open, 5), 20)"
    ) { c in
      recent(c) { P.mean($0) }
    },
    FunctionReference(
      "recent_sine", "recent_sine(close, 3.5 + count(close > open, 5), 20)"
    ) { c in
      recent(c) { wave($0, sin) }
    },
    FunctionReference(
      "recent_cosine", "recent_cosine(close, 3.5 + count(close > open, 5), 20)"
    ) { c in
      recent(c) { wave($0, cos) }
    },
  ]

  private static func phases(_ c: PlainCandles) -> [Double] {
    let cycle = PlainCycle(c.close, wait: 34)
    return P.rows(c.count) { $0 < 63 ? .nan : cycle.phase($0) }
  }

  private static func trendMode(_ x: [Double], _ phases: [Double]) -> [Double] {
    let cycle = PlainCycle(x, wait: 34)
    func sines(_ row: Int) -> (now: Double, ahead: Double) {
      (sin(phases[row] * Double.pi / 180), sin((phases[row] + 45) * Double.pi / 180))
    }
    var days = 0.0
    return P.rows(x.count) { row in
      let period = cycle.period[row]
      var crossed = false
      var turnsAsItShould = false
      if row > 63 {
        let (now, before) = (sines(row), sines(row - 1))
        crossed =
          (now.now > now.ahead && before.now <= before.ahead)
          || (now.now < now.ahead && before.now >= before.ahead)
        let turn = phases[row] - phases[row - 1]
        turnsAsItShould = turn > 0.67 * 360 / period && turn < 1.5 * 360 / period
      }
      days = crossed ? 1 : days + 1
      guard row >= 63 else { return .nan }
      var trends = !(days < 0.5 * period) && !turnsAsItShould
      let line = cycle.trendLine(x, row)
      if abs((cycle.smooth[row] - line) / line) >= 0.015 { trends = true }
      return trends ? 1 : 0
    }
  }

  /// A formula of the newest values, three and one more for each rising bar of the last five.
  private static func recent(_ c: PlainCandles, _ formula: ([Double]) -> Double) -> [Double] {
    P.rows(c.count) { row in
      guard row >= 19 else { return .nan }
      let rising = ((row - 4)...row).count { c.close[$0] > c.open[$0] }
      return formula((0..<(3 + rising)).map { c.close[row - $0] })
    }
  }

  private static func wave(_ recent: [Double], _ shape: (Double) -> Double) -> Double {
    recent.enumerated().reduce(0) { sum, value in
      sum + shape(2 * Double.pi * Double(value.offset) / Double(recent.count)) * value.element
    }
  }
}
