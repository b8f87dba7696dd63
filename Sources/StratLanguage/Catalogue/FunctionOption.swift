/// A choice between definitions that are in use, made by name: `ema(close, 20, seed: first)`.
///
/// Which one is meant is known before anything runs. The first choice is the default.
package enum FunctionOption: String, CaseIterable, Hashable, Sendable {
  /// What starts a recursive average.
  case seed
  /// Which of equal extremes counts.
  case ties
  /// What the sum of squares is divided by.
  case divisor
  /// Whether the first bar, which has no close before it, has a true range.
  case firstBar = "first_bar"
  /// How rises and falls are added up.
  case sums
  /// What a channel's width is an average of.
  case widths
  /// Which stretch of time.
  case period

  package var choices: [String] {
    switch self {
    case .seed: ["mean", "first"]
    case .ties: ["latest", "earliest"]
    case .divisor: ["population", "sample"]
    case .firstBar: ["skipped", "counted"]
    case .sums: ["plain", "wilder"]
    case .widths: ["wilder", "exponential"]
    case .period: ["day", "week", "month", "session"]
    }
  }

  package static func named(_ name: String) -> FunctionOption? { FunctionOption(rawValue: name) }
}
