package import StratMarket

/// Reports of the venue: each once, in order.
extension LiveSession {
  /// The last report that was dealt with; `nil` before the venue was first looked at.
  package var lastReport: Int64? { numbering.last }

  package mutating func receive(_ report: VenueReport, at now: Timestamp) -> LiveStep {
    numbering.take(report)
    return drain(at: now)
  }

  /// Reports that were asked for.
  package mutating func receive(_ reports: [VenueReport], at now: Timestamp) -> LiveStep {
    for report in reports { numbering.take(report) }
    return drain(at: now)
  }

  /// The venue says that it lives, what time it is there and how far its numbering has come.
  package mutating func receiveHeartbeat(
    sequence: Int64, venueTime: Timestamp, at now: Timestamp
  ) -> LiveStep {
    numbering.exists(sequence)
    var step = LiveStep()
    if let gap = numbering.toAsk(at: now, settings) { step.ask(.reports(after: gap)) }
    for symbol in symbols {
      guard let length = configuration.intervals?[symbol],
        market.isOverdue(symbol, length: length, at: venueTime)
      else { continue }
      // Perhaps nothing is traded, perhaps the stream is silent about it: the venue knows.
      step.ask(.candles(symbol: symbol, after: market.lastTime(of: symbol)))
    }
    return step
  }

  private mutating func drain(at now: Timestamp) -> LiveStep {
    var step = LiveStep()
    while let report = numbering.next() {
      if isOwn(report.order) {
        step.append(take(.report(report), at: now))
      } else if symbols.contains(report.symbol) {
        step.append(foreign(report, at: now))
      }
    }
    if let gap = numbering.toAsk(at: now, settings) { step.ask(.reports(after: gap)) }
    return step
  }

  private mutating func foreign(_ report: VenueReport, at now: Timestamp) -> LiveStep {
    // While the session waits for the venue to be flat, somebody else is expected to see to it.
    guard !comparison.occupied.contains(report.symbol),
      comparison.knownForeign.insert(report.order).inserted
    else { return LiveStep() }
    return take(
      .foreign(symbol: report.symbol, detail: "\(report.order) \(report.change.rawValue)"),
      at: now)
  }

  /// Whether an order bears a name that only this session gives.
  func isOwn(_ id: ClientOrderID) -> Bool {
    id.rawValue.utf8.starts(with: "\(configuration.id):".utf8)
  }

  mutating func take(_ report: VenueReport, at now: Timestamp, _ step: inout LiveStep) {
    numbering.met(report.sequence)
    guard let event = report.event, let book = core.books[report.symbol] else { return }
    let live = book.liveIndex(report.order)
    let isKnown = live != nil || book.ended.index(of: report.order) != nil
    if let index = errandIndex(report.order) {
      errands[index].phase = .standing
      errands[index].absences = 0
      errands[index].lookAt = nil
    }
    guard isKnown else {
      // Sent by this session, but the record of it is lost.
      reserve(report.order, of: report.symbol)
      if let fill = report.fill { tell(.recovered(fill), at: now, &step) }
      return
    }
    switch report.change {
    case .accepted:
      if let live {
        guard book.live[live].status == .submitted else { break }
        tell(.venue(event), at: now, &step)
      } else {
        // It arrived after it had been given up.
        step.ask(.cancel(report.order, symbol: report.symbol))
      }
    case .filled: tell(.venue(event), at: now, &step)
    case .cancelled:
      guard live != nil else { break }
      tell(.venue(event), at: now, &step)
    }
    if let index = errandIndex(report.order), errands[index].isCancelWanted {
      wantCancelled(errands[index].id, &step)
    }
  }

  /// Never gives the name of an order again that is at the venue.
  mutating func reserve(_ id: ClientOrderID, of symbol: String) {
    guard let sequence = id.sequence else { return }
    core.reserve(sequence, of: symbol)
  }
}
