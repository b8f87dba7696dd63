/// How many decisions had each outcome.
struct OutcomeCounts: Hashable, Sendable {
  /// By the place of the outcome among all; hashing its name for every bar would cost more than
  /// the decision.
  private var counts = Array(repeating: 0, count: Decision.Outcome.allCases.count)

  mutating func count(_ outcome: Decision.Outcome, _ more: Int = 1) {
    counts[outcome.place] += more
  }

  /// Those that there are.
  var byName: [String: Int] {
    var named: [String: Int] = [:]
    for outcome in Decision.Outcome.allCases where counts[outcome.place] > 0 {
      named[outcome.rawValue] = counts[outcome.place]
    }
    return named
  }
}

extension OutcomeCounts: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    for (name, count) in try container.decode([String: Int].self) {
      guard let outcome = Decision.Outcome(rawValue: name) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "'\(name)' is no outcome of a decision")
      }
      self.count(outcome, count)
    }
  }

  func encode(to encoder: any Encoder) throws { try byName.encode(to: encoder) }
}

extension Decision.Outcome {
  fileprivate var place: Int {
    switch self {
    case .nothing: 0
    case .unknown: 1
    case .blocked: 2
    case .enter: 3
    case .exit: 4
    case .reverse: 5
    case .ask: 6
    }
  }
}
