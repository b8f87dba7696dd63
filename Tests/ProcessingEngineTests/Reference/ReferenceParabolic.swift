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
    func isKnown(_ i: Int) -> Bool { ![high[i], low[i], step[i], maximum[i]].contains(where: \.isNaN) }
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
        state = start(last, (high[i], low[i]), speed: min(step[i], maximum[i]))
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

  /// A short series is a long one upside down.
  private static func advance(
    _ state: Running, _ last: (high: Double, low: Double), _ now: (high: Double, low: Double),
    step: Double, maximum: Double
  ) -> (result: Double, state: Running) {
    guard state.isLong else {
      let mirrored = advance(
        Running(
          isLong: true, stop: -state.stop, extreme: -state.extreme, speed: state.speed),
        (-last.low, -last.high), (-now.low, -now.high), step: step, maximum: maximum)
      var next = mirrored.state
      next.isLong.toggle()
      next.stop = -next.stop
      next.extreme = -next.extreme
      return (-mirrored.result, next)
    }
    var next = state
    if now.low <= state.stop {
      let top = [state.extreme, last.high, now.high].max() ?? .nan
      next = Running(isLong: false, stop: top, extreme: now.low, speed: min(step, maximum))
      let moved = top + next.speed * (now.low - top)
      next.stop = moved.isFinite ? max(moved, last.high, now.high) : moved
      return (top, next)
    }
    if now.high > state.extreme {
      next.extreme = now.high
      next.speed = min(state.speed + step, maximum)
    }
    let moved = state.stop + next.speed * (next.extreme - state.stop)
    next.stop = moved.isFinite ? min(moved, last.low, now.low) : moved
    return (state.stop, next)
  }
}
