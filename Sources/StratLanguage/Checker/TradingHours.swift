import StratSyntax

/// From when to when is traded, as `hours 09:30..16:00 in "America/New_York"` says.
package struct TradingHours: Codable, Hashable, Sendable {
  /// Minutes on the clock; hours that do not end after they begin end on the next day.
  package var openMinutes: Int
  package var closeMinutes: Int
  /// The zone of that clock; `nil` is UTC.
  package var zone: String?

  package init(openMinutes: Int, closeMinutes: Int, zone: String?) {
    self.openMinutes = openMinutes
    self.closeMinutes = closeMinutes
    self.zone = zone
  }

  /// As it is written, without the keyword.
  package var written: String {
    func time(_ minutes: Int) -> String {
      let two = { (number: Int) in (number < 10 ? "0" : "") + "\(number)" }
      return two(minutes / 60) + ":" + two(minutes % 60)
    }
    return "\(time(openMinutes))..\(time(closeMinutes)) in \"\(zone ?? ZoneName.standard)\""
  }
}

extension Checker {
  /// Takes in the hours of a file.
  mutating func adoptHours(_ clause: HoursClause, _ span: SourceSpan, _ scope: Scope) {
    var zone = zone
    if let (name, place) = clause.zone {
      guard let known = ZoneName.canonical(name) else {
        report(.unknownZone(name, place, suggestion: ZoneName.suggestion(for: name)), scope)
        return
      }
      zone = known == ZoneName.standard ? nil : known
    }
    if let interval = intervalMilliseconds, interval >= Self.day {
      report(.hoursOnLongBars(span, interval), scope)
      return
    }
    hours = TradingHours(
      openMinutes: clause.openMinutes % Self.minutesPerDay, closeMinutes: clause.closeMinutes,
      zone: zone)
  }

  private static let minutesPerDay = 1_440
}
