/// How a session is run; nothing of it changes what is decided on a candle.
package struct RunnerSettings: Codable, Hashable, Sendable {
  /// How often deadlines are looked at (NFR-001).
  package var tickMilliseconds: Int64 = 1_000
  /// Without any message for this long, heartbeats included, the stream counts as lost.
  package var muteMilliseconds: Int64 = 15_000
  /// How long one request to the venue may take.
  package var callMilliseconds: Int64 = 10_000
  /// Between attempts to read, and to connect.
  package var retry = Backoff(firstMilliseconds: 250, longestMilliseconds: 30_000)
  /// How far the wall clock may be off before it is told.
  package var clockToleranceMilliseconds: Int64 = 2_000
  /// How many candles or reports are asked for at once.
  package var pageSize = 500
  /// How long requests under way are waited for when the session is shut down.
  package var shutdownMilliseconds: Int64 = 10_000
  /// So many unclear outcomes of orders within the time below take the session down a step.
  package var unclearOutcomes = 3
  package var unclearMilliseconds: Int64 = 300_000

  package init() {}

  /// Share of a candle's interval that evaluating it may take before it is told.
  static let slowEvaluation = 0.25

  package var problems: [String] {
    let positive = [
      ("tick", tickMilliseconds), ("mute", muteMilliseconds), ("call", callMilliseconds),
      ("first retry", retry.firstMilliseconds), ("longest retry", retry.longestMilliseconds),
      ("page size", Int64(pageSize)), ("unclear outcomes", Int64(unclearOutcomes)),
    ]
    return positive.compactMap { name, value in
      value > 0 ? nil : "\(name) must be above zero"
    }
  }
}
