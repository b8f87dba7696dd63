/// What is drawn: bars one after another, in panes with a scale of their own.
struct Chart {
  struct Candles {
    var open: [Double]
    var high: [Double]
    var low: [Double]
    var close: [Double]
  }

  struct Line {
    var name: String
    var values: [Double]
    /// Tells it from the other lines of the chart.
    var colour: Int
  }

  struct Pane {
    /// What the numbers count, such as `price`.
    var title: String
    var candles: Candles?
    var lines: [Line] = []

    /// Whether a line can be drawn here without pressing the rest flat: a difference of prices is
    /// a price too, and far from the candles.
    func suits(_ line: Line) -> Bool {
      guard candles != nil else { return true }
      guard let own = Pane(title: title, candles: candles).scale,
        let other = Pane(title: title, lines: [line]).scale
      else { return true }
      return own.overlaps(other)
    }

    /// The smallest and the largest value, a little apart even where all are the same.
    var scale: ClosedRange<Double>? {
      var least = Double.infinity
      var greatest = -Double.infinity
      let all = lines.map(\.values) + (candles.map { [$0.low, $0.high] } ?? [])
      for value in all.joined() where !value.isNaN {
        least = min(least, value)
        greatest = max(greatest, value)
      }
      guard least <= greatest else { return nil }
      if least < greatest { return least...greatest }
      let margin = max(least.magnitude * 0.01, 1e-9)
      return least - margin...greatest + margin
    }
  }

  /// A condition: the bars on which it is true.
  struct Marks {
    var name: String
    var isTrue: [Bool]
    var colour: Int
  }

  var title: String
  var firstTime: String
  var lastTime: String
  var count: Int
  var panes: [Pane] = []
  var marks: [Marks] = []
}

extension ClosedRange<Double> {
  /// Where a value lies between the ends, from 0 to 1.
  func share(of value: Double) -> Double {
    // Halves, since the distance of the ends may be more than a number can be.
    let whole = upperBound / 2 - lowerBound / 2
    let share = (value / 2 - lowerBound / 2) / whole
    return Swift.min(Swift.max(share, 0), 1)
  }

  /// The value at a share of the way, from 0 to 1.
  func value(at share: Double) -> Double { lowerBound * (1 - share) + upperBound * share }
}
