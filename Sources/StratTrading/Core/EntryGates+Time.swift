import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// What speaks against an entry because of the time: hours, holidays, age of the data, rate of
/// orders.
extension EntryGates {
  /// Asks whether the market is open when the order would reach it.
  ///
  /// Bars of a day and longer are over once a day whatever the hours; their orders wait.
  func hoursReason(_ entry: EntryRequest) -> GateReason? {
    let hours = configuration.hours
    let calendar = configuration.calendar
    guard hours != nil || calendar != nil else { return nil }
    var sessions: SessionClock?
    if let hours {
      sessions = SessionClock(hours)
      if sessions == nil {
        return GateReason(.outsideHours, "there is no time zone \(hours.zone ?? "")")
      }
    }
    let length = configuration.intervals?[entry.bar.symbol] ?? 0
    guard length < Timestamp.millisecondsPerDay else { return nil }
    let time = entry.time.milliseconds
    let session = sessions?.session(at: time)
    if let hours, session == nil {
      return GateReason(.outsideHours, "the bar is over outside of \(hours.written)")
    }
    guard let calendar else { return nil }
    guard var clock = ZoneClock(zone: calendar.zone ?? hours?.zone) else {
      return GateReason(.holiday, "there is no time zone \(calendar.zone ?? "")")
    }
    return calendar.closing(at: time, session: session?.day, &clock).map { day in
      switch day {
      case .closed: GateReason(.holiday, "the market is closed on that day")
      case .open: GateReason(.holiday, "on that day the market is open \(day)")
      }
    }
  }

  /// Asks how long ago the bar was over when it was received.
  func ageReason(_ bar: ClosedBar) -> GateReason? {
    guard let limit = configuration.limits.maxBarAge, let received = bar.received else {
      return nil
    }
    let end = core.endOfBar(bar).milliseconds
    let (age, over) = received.milliseconds.subtractingReportingOverflow(end)
    guard over || age > limit else { return nil }
    return GateReason(
      .staleData, "the bar was over \(age) ms before it was received, the limit is \(limit) ms")
  }

  /// Asks how many orders that open went out in the minute before.
  func rateReason(_ time: Timestamp) -> GateReason? {
    guard let limit = configuration.limits.maxOrdersPerMinute else { return nil }
    let sent = core.openings(within: TradingCore.rateWindow, before: time)
    guard sent >= limit else { return nil }
    return GateReason(
      .tooManyOrders, "\(sent) orders opened within a minute, the limit is \(limit)")
  }
}

extension TradingCore {
  /// When a bar is over, as far as its length is known.
  func endOfBar(_ bar: ClosedBar) -> Timestamp {
    let length = configuration.intervals?[bar.symbol] ?? 0
    return Timestamp(milliseconds: bar.candle.time.milliseconds.addingSaturating(length))
  }

  static let rateWindow: Int64 = 60_000

  func openings(within window: Int64, before time: Timestamp) -> Int {
    openings.count { $0.milliseconds.addingSaturating(window) > time.milliseconds }
  }

  /// Remembers that an order that opens has gone out.
  mutating func countOpening(at time: Timestamp) {
    guard configuration.limits.maxOrdersPerMinute != nil else { return }
    openings.removeAll {
      $0.milliseconds.addingSaturating(Self.rateWindow) <= time.milliseconds
    }
    openings.append(time)
  }
}
