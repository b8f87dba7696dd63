private typealias P = PlainSeries

extension FunctionReference {
  static let candles: [FunctionReference] = [
    FunctionReference("body", "body") { $0.body },
    FunctionReference("upper_shadow", "upper_shadow") { c in
      P.rows(c.count) { c.high[$0] - max(c.open[$0], c.close[$0]) }
    },
    FunctionReference("lower_shadow", "lower_shadow") { c in
      P.rows(c.count) { min(c.open[$0], c.close[$0]) - c.low[$0] }
    },
    FunctionReference("average_body", "average_body") { before($0.body, 10) },
    FunctionReference("small_range", "small_range") { before($0.height, 10).map { $0 / 10 } },
    FunctionReference("inside_bar", "inside_bar") { c in
      P.rows(c.count) { i in
        i == 0 ? .nan : c.high[i] < c.high[i - 1] && c.low[i] > c.low[i - 1] ? 1 : 0
      }
    },
    FunctionReference("outside_bar", "outside_bar") { c in
      P.rows(c.count) { i in
        i == 0 ? .nan : c.high[i] > c.high[i - 1] && c.low[i] < c.low[i - 1] ? 1 : 0
      }
    },
    pattern("dark_cloud", from: 11) { c in
      let body = c.body
      let long = before(body, 10)
      return { i in
        let rise = c.close[i - 1] >= c.open[i - 1] && body[i - 1] > long[i - 1]
        let fall = c.close[i] < c.open[i] && c.open[i] > c.high[i - 1]
        let depth = c.close[i - 1] - body[i - 1] / 2
        return rise && fall && c.close[i] > c.open[i - 1] && c.close[i] < depth
      }
    },
    pattern("three_white_soldiers", from: 12) { c in
      let body = c.body
      let long = before(body, 10)
      let range = before(c.height, 10)
      let near = before(c.height, 5)
      return { i in
        for k in (i - 2)...i {
          guard c.close[k] >= c.open[k], c.high[k] - c.close[k] < range[k] / 10 else {
            return false
          }
        }
        for k in (i - 1)...i {
          guard c.close[k] > c.close[k - 1], c.open[k] > c.open[k - 1],
            c.open[k] <= c.close[k - 1] + 0.2 * near[k - 1],
            body[k] > body[k - 1] - 0.6 * near[k - 1]
          else { return false }
        }
        return body[i] > long[i]
      }
    },
    pattern("three_black_crows", from: 12) { c in
      let range = before(c.height, 10)
      return { i in
        guard c.close[i - 3] >= c.open[i - 3], c.high[i - 3] > c.close[i - 2] else {
          return false
        }
        for k in (i - 2)...i {
          guard c.close[k] < c.open[k], c.close[k] - c.low[k] < range[k] / 10 else {
            return false
          }
        }
        for k in (i - 1)...i {
          guard c.open[k] < c.open[k - 1], c.open[k] > c.close[k - 1], c.close[k] < c.close[k - 1]
          else { return false }
        }
        return true
      }
    },
  ]

  /// The mean of the n bars before, this one left out.
  private static func before(_ a: [Double], _ n: Int) -> [Double] { P.lag(P.sma(a, n), 1) }

  /// A pattern, held against from the first bar on which all it measures by is known.
  private static func pattern(
    _ name: String, from first: Int,
    _ recognizer: @escaping @Sendable (PlainCandles) -> (Int) -> Bool
  ) -> FunctionReference {
    FunctionReference(name, "if is_na(close[\(first)]) then false else \(name)") { c in
      let holds = recognizer(c)
      return P.rows(c.count) { i in i >= first && holds(i) ? 1 : 0 }
    }
  }
}
