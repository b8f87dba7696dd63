/// Wilder's parabolic stop, run again from row 0 for each row.
enum ReferenceParabolic {
  private struct Running {
    var isLong: Bool
    var stop: Double
    var extreme: Double
    var speed: Double
  }

  static func stop(
    high: [Double], low: [Double], step: [Double], maximum: [Double], in row: Int
  ) -> Double {
    func isKnown(_ i: Int) -> Bool {
      ![high[i], low[i], step[i], maximum[i]].contains(where: \.isNaN)
    }
    guard isKnown(row) else { return .nan }
    var before: (high: Double, low: Double)?
    var state: Running?
    var result = Double.nan
    for i in 0...row where isKnown(i) {
      result = .nan
      guard let last = before else {
        before = (high[i], low[i])
        continue
      }
      var previous = last
      if state == nil {
        state = start(last, (high[i], low[i]), speed: maximum[i] < step[i] ? maximum[i] : step[i])
        previous = (high[i], low[i])
      }
      if let now = state {
        let next = advance(
          now, previous, (high[i], low[i]), step: step[i], maximum: maximum[i])
        result = next.result
        state = next.state
      }
      before = (high[i], low[i])
      if let stop = state?.stop, !stop.isFinite {
        state = nil
        before = nil
      }
    }
    return result
  }

  private static func start(
    _ last: (high: Double, low: Double), _ now: (high: Double, low: Double), speed: Double
  ) -> Running {
    let down = last.low - now.low
    if down > 0, now.high - last.high < down {
      return Running(isLong: false, stop: last.high, extreme: now.low, speed: speed)
    }
    return Running(isLong: true, stop: last.low, extreme: now.high, speed: speed)
  }

  /// One row: `ahead` takes of two prices the one farther in the series' direction, `back` the other.
  private static func advance(
    _ state: Running, _ last: (high: Double, low: Double), _ now: (high: Double, low: Double),
    step: Double, maximum: Double
  ) -> (result: Double, state: Running) {
    let lowest = { (a: Double, b: Double) in b < a ? b : a }
    let highest = { (a: Double, b: Double) in b > a ? b : a }
    let (back, ahead) = state.isLong ? (lowest, highest) : (highest, lowest)
    let behind = state.isLong ? (last.low, now.low) : (last.high, now.high)
    let beyond = state.isLong ? (last.high, now.high) : (last.low, now.low)
    var next = state
    let isReached = state.isLong ? now.low <= state.stop : now.high >= state.stop
    if isReached {
      let turn = ahead(ahead(state.extreme, beyond.0), beyond.1)
      next = Running(
        isLong: !state.isLong, stop: turn, extreme: behind.1, speed: lowest(step, maximum))
      next.stop = ahead(
        ahead(turn + next.speed * (next.extreme - turn), beyond.0), beyond.1)
      return (turn, next)
    }
    if ahead(state.extreme, beyond.1) != state.extreme {
      next.extreme = beyond.1
      next.speed = lowest(state.speed + step, maximum)
    }
    next.stop = back(
      back(state.stop + next.speed * (next.extreme - state.stop), behind.0), behind.1)
    return (state.stop, next)
  }
}
