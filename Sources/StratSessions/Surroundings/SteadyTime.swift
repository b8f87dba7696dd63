import StratMarket

/// A session's clock: the wall clock when it began, and from then on the time that passed.
///
/// Setting the machine's clock neither makes an order look old nor holds a deadline back. Begun
/// again on a journal, it never shows a time before the journal's last.
struct SteadyTime: Sendable {
  private let clock: any TradingClock
  private let anchor: Timestamp
  private let start: Duration
  /// How far the wall clock was ahead of this one when it was last looked at.
  private var seenLead: Int64

  init(_ clock: any TradingClock, notBefore earliest: Timestamp?) {
    self.clock = clock
    start = clock.monotonic
    let wall = clock.now
    anchor = max(wall, earliest ?? wall)
    seenLead = wall.milliseconds - anchor.milliseconds
  }

  var now: Timestamp {
    Timestamp(milliseconds: anchor.milliseconds + (clock.monotonic - start).wholeMilliseconds)
  }

  /// By how much the wall clock was set since this was asked last, if by more than a little.
  mutating func jump(beyond tolerated: Int64) -> Int64? {
    let lead = clock.now.milliseconds - now.milliseconds
    let change = lead - seenLead
    guard abs(change) > tolerated else { return nil }
    seenLead = lead
    return change
  }
}
