private typealias P = PlainSeries

/// The candles of these tests are six hours apart and begin at a midnight, so a day has four.
extension FunctionReference {
  static let periods: [FunctionReference] = [
    FunctionReference("in_session", "in_session") { c in P.rows(c.count) { _ in 1 } },
    FunctionReference("period_number", "period_number(day)") { c in
      P.rows(c.count) { Double($0 / 4) }
    },
    // The first day was a Thursday.
    FunctionReference("period_number", "period_number(week)") { c in
      P.rows(c.count) { Double(($0 / 4 + 3) / 7) }
    },
    FunctionReference("period_start", "period_start(day)") { c in
      P.rows(c.count) { $0 % 4 == 0 ? 1 : 0 }
    },
    FunctionReference("period_start", "period_start(week)") { c in
      P.rows(c.count) { $0 % 4 == 0 && ($0 / 4 + 3) % 7 == 0 ? 1 : 0 }
    },
    FunctionReference("highest_since", "highest_since(close > open, high)") { c in
      since(c, c.high) { $0.max() ?? .nan }
    },
    FunctionReference("lowest_since", "lowest_since(close > open, low)") { c in
      since(c, c.low) { $0.min() ?? .nan }
    },
    FunctionReference("previous_high", "previous_high(day)") { c in
      ofDayBefore(c) { c.high[$0].max() ?? .nan }
    },
    FunctionReference("previous_low", "previous_low(day)") { c in
      ofDayBefore(c) { c.low[$0].min() ?? .nan }
    },
    FunctionReference("previous_close", "previous_close(day)") { c in
      ofDayBefore(c) { c.close[$0.upperBound] }
    },
    // A week is seen from the second Monday on: the first is the start of a whole one.
    FunctionReference("previous_high", "previous_high(week)") { c in
      P.rows(c.count) { row in
        let monday = (row / 4 + 3) / 7 * 7 - 3
        return monday < 11 ? .nan : c.high[((monday - 7) * 4)..<(monday * 4)].max() ?? .nan
      }
    },
    FunctionReference("vwap_since", "vwap_since(close > open, close)") { c in
      let money = P.map(c.close, c.volume, *)
      return P.map(
        since(c, money) { $0.reduce(0, +) }, since(c, c.volume) { $0.reduce(0, +) }, /)
    },
    FunctionReference("near_range", "near_range") { c in
      P.lag(P.sma(c.height, 5), 1).map { $0 / 5 }
    },
  ]

  /// A formula over the values since the last rising bar.
  private static func since(
    _ c: PlainCandles, _ x: [Double], _ formula: ([Double]) -> Double
  ) -> [Double] {
    var from: Int?
    return P.rows(c.count) { row in
      if c.close[row] > c.open[row] { from = row }
      return from.map { formula(Array(x[$0...row])) } ?? .nan
    }
  }

  /// A formula over the rows of the day before.
  private static func ofDayBefore(
    _ c: PlainCandles, _ formula: (ClosedRange<Int>) -> Double
  ) -> [Double] {
    P.rows(c.count) { row in
      let first = row / 4 * 4
      return first == 0 ? .nan : formula((first - 4)...(first - 1))
    }
  }
}
