/// What a bare number of a time column counts since 1970-01-01T00:00:00Z.
///
/// Recognised by magnitude: below 1e11 seconds, below 1e14 milliseconds, below 1e17 microseconds,
/// else nanoseconds. Each unit thus covers 1973-03-03 (seconds: 1970) to the year 5138. A whole
/// column is read in the unit of its largest number, so milliseconds that begin in 1970 are right
/// as soon as one row is later than 1973-03-03. See ``EpochColumn`` for columns that change unit.
package enum EpochUnit: Int, Sendable, CaseIterable, Comparable {
  case seconds
  case milliseconds
  case microseconds
  case nanoseconds

  package init(magnitude: UInt64) {
    if magnitude < 100_000_000_000 {
      self = .seconds
    } else if magnitude < 100_000_000_000_000 {
      self = .milliseconds
    } else if magnitude < 100_000_000_000_000_000 {
      self = .microseconds
    } else {
      self = .nanoseconds
    }
  }

  /// Milliseconds, rounded down.
  ///
  /// - Precondition: the unit of the number's magnitude is not larger than this one.
  package func milliseconds(_ value: Int64) -> Int64 {
    switch self {
    case .seconds: value * 1_000
    case .milliseconds: value
    case .microseconds: value.flooredQuotient(by: 1_000)
    case .nanoseconds: value.flooredQuotient(by: 1_000_000)
    }
  }

  package static func < (left: EpochUnit, right: EpochUnit) -> Bool {
    left.rawValue < right.rawValue
  }
}
