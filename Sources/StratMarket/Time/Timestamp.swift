/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
package struct Timestamp: Hashable, Sendable, Comparable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Makes the moment that many milliseconds after midnight; nil outside the range of 64 bits.
  package init?(date: CivilDate, millisecondOfDay: Int) {
    var days = date.daysSinceEpoch
    var rest = Int64(millisecondOfDay)
    if days < 0 {
      // The day in which the smallest stamp lies begins before that stamp.
      days += 1
      rest -= Self.millisecondsPerDay
    }
    let (midnight, tooFar) = Int64(days).multipliedReportingOverflow(by: Self.millisecondsPerDay)
    let (sum, over) = midnight.addingReportingOverflow(rest)
    guard !tooFar, !over else { return nil }
    self.milliseconds = sum
  }

  package static let millisecondsPerDay: Int64 = 86_400_000

  /// The calendar day in UTC.
  package var date: CivilDate {
    CivilDate(daysSinceEpoch: Int(milliseconds.flooredQuotient(by: Self.millisecondsPerDay)))
  }

  /// Milliseconds since midnight UTC, 0 to 86 399 999.
  package var millisecondOfDay: Int {
    let remainder = milliseconds % Self.millisecondsPerDay
    return Int(remainder < 0 ? remainder + Self.millisecondsPerDay : remainder)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension FixedWidthInteger {
  /// The quotient rounded towards minus infinity.
  ///
  /// - Precondition: `divisor` is positive.
  func flooredQuotient(by divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
