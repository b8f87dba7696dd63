import StratMarket

/// Writes down what a session's loop does, and counts it.
struct SessionRecorder: LoopObserver {
  var log: SessionLog
  var counts: SessionSummary
  /// What the event at hand has brought so far.
  var step = StepSummary(symbol: "", bar: -1, equity: .zero)

  mutating func note(_ report: VenueEvent, at time: Timestamp) throws(SessionError) {
    try log.write(.venue(report), at: time)
    counts.count(report)
    if case .filled(let fill) = report { step.fills.append(fill) }
  }

  mutating func note(_ effects: [Effect], at time: Timestamp) throws(SessionError) {
    for effect in effects {
      try log.write(.effect(effect), at: time)
      counts.count(effect)
      step.add(effect)
    }
  }

  mutating func orderLeaves() throws(SessionError) { try log.commit() }
}
