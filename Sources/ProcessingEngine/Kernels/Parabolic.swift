/// Wilder's parabolic stop and reverse.
///
/// Cells: how far it is (nothing, one bar seen, running long, running short), then high and low of
/// the bar before, the stop for the next bar, the extreme so far, the acceleration.
enum Parabolic {
  static let phase = 0

  private enum Phase: Int {
    case empty, oneBar, long, short
  }

  private struct State {
    var phase: Phase
    var high: Double
    var low: Double
    var stop: Double
    var extreme: Double
    var acceleration: Double

    init(_ cells: Cells) {
      phase = Phase(rawValue: cells.integer(Parabolic.phase)) ?? .empty
      high = cells[1]
      low = cells[2]
      stop = cells[3]
      extreme = cells[4]
      acceleration = cells[5]
    }

    func store(_ cells: Cells) {
      cells.setInteger(Parabolic.phase, phase.rawValue)
      cells[1] = high
      cells[2] = low
      cells[3] = stop
      cells[4] = extreme
      cells[5] = acceleration
    }

    /// The second bar decides which way it starts; from then on it counts as the bar before, too.
    mutating func start(_ newHigh: Double, _ newLow: Double, _ step: Double) {
      let fall = low - newLow
      let isShort = fall > 0 && newHigh - high < fall
      phase = isShort ? .short : .long
      stop = isShort ? high : low
      extreme = isShort ? newLow : newHigh
      acceleration = step
      high = newHigh
      low = newLow
    }

    mutating func long(
      _ newHigh: Double, _ newLow: Double, _ step: Double, _ maximum: Double
    ) -> Double {
      guard newLow <= stop else {
        let result = stop
        if newHigh > extreme {
          extreme = newHigh
          acceleration = lesser(acceleration + step, maximum)
        }
        stop = lesser(lesser(stop + acceleration * (extreme - stop), low), newLow)
        return result
      }
      let result = greater(greater(extreme, high), newHigh)
      phase = .short
      acceleration = lesser(step, maximum)
      extreme = newLow
      stop = greater(greater(result + acceleration * (extreme - result), high), newHigh)
      return result
    }

    mutating func short(
      _ newHigh: Double, _ newLow: Double, _ step: Double, _ maximum: Double
    ) -> Double {
      guard newHigh >= stop else {
        let result = stop
        if newLow < extreme {
          extreme = newLow
          acceleration = lesser(acceleration + step, maximum)
        }
        stop = greater(greater(stop + acceleration * (extreme - stop), high), newHigh)
        return result
      }
      let result = lesser(lesser(extreme, low), newLow)
      phase = .long
      acceleration = lesser(step, maximum)
      extreme = newHigh
      stop = lesser(lesser(result + acceleration * (extreme - result), low), newLow)
      return result
    }
  }

  /// b when it is less, else a: an a that is no number stays.
  private static func lesser(_ a: Double, _ b: Double) -> Double { b < a ? b : a }

  private static func greater(_ a: Double, _ b: Double) -> Double { b > a ? b : a }

  static func step(
    _ cells: Cells, high: Double, low: Double, step: Double, maximum: Double, commits: Bool
  ) -> Double {
    guard !(high.isNaN || low.isNaN || step.isNaN || maximum.isNaN) else { return .nan }
    var state = State(cells)
    var result = Double.nan
    switch state.phase {
    case .empty:
      state.phase = .oneBar
    case .oneBar, .long, .short:
      if state.phase == .oneBar { state.start(high, low, lesser(step, maximum)) }
      result =
        state.phase == .long
        ? state.long(high, low, step, maximum) : state.short(high, low, step, maximum)
      if !state.stop.isFinite { state.phase = .empty }
    }
    state.high = high
    state.low = low
    if commits { state.store(cells) }
    return result
  }

  @inline(never)
  static func block(
    _ cells: Cells, _ out: inout MutableSpan<Double>, _ high: Span<Double>, _ low: Span<Double>,
    _ step: Span<Double>, _ maximum: Span<Double>
  ) {
    let count = out.count
    precondition(high.count == count && low.count == count)
    precondition(step.count == count && maximum.count == count)
    for i in 0..<count {
      out[i] = Self.step(
        cells, high: high[i], low: low[i], step: step[i], maximum: maximum[i], commits: true)
    }
  }
}
