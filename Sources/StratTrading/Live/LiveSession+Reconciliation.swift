package import StratMarket

/// Comparing with what the venue holds: at the start, after every disconnection, and now and then.
///
/// | found | what becomes of it |
/// | --- | --- |
/// | holding from before the session | the start policy: adopted, waited for, or closed |
/// | our order, not wanted any more | cancelled |
/// | our order, but different | cancelled; what protects is sent again at the next bar |
/// | an order of ours is missing | looked up; twice absent: lost, what protects is sent again |
/// | an order that is over without a report | the same |
/// | somebody else's order | left alone; new exposure waits for a person |
/// | a holding that the fills do not add up to | new exposure waits for a person |
/// | twenty readings in a row that cannot be compared | new exposure waits for a person |
/// | a reading older than what is known | read again |
///
/// A difference counts when two readings in a row agree on it.
extension LiveSession {
  package mutating func receive(_ snapshot: VenueSnapshot, at now: Timestamp) -> LiveStep {
    guard let last = numbering.last else { return join(snapshot, at: now) }
    var step = LiveStep()
    if snapshot.sequence > last {
      numbering.exists(snapshot.sequence)
      if let gap = numbering.toAsk(at: now, settings) { step.ask(.reports(after: gap)) }
      let isStuck = comparison.reachedReport == last
      comparison.reachedReport = last
      comparison.fruitlessReadings = isStuck ? comparison.fruitlessReadings + 1 : 0
      giveUpComparing(at: now, &step)
      return step
    }
    if snapshot.sequence < last {
      comparison.fruitlessReadings += 1
      giveUpComparing(at: now, &step)
      return step
    }
    comparison.fruitlessReadings = 0
    compareOrders(snapshot, at: now, &step)
    compareHoldings(snapshot, at: now, &step)
    return step
  }

  /// Looks again after a moment rather than after the usual time.
  private mutating func compareSoon(at now: Timestamp) {
    let delay = settings.lookUpDelay(after: 1 + comparison.fruitlessReadings)
    let soon = Timestamp(milliseconds: now.milliseconds + delay)
    comparison.nextAt = min(comparison.nextAt ?? soon, soon)
  }

  /// The first sight of the venue.
  private mutating func join(_ snapshot: VenueSnapshot, at now: Timestamp) -> LiveStep {
    var step = take(.joined(sequence: snapshot.sequence), at: now)
    comparison.nextAt = Timestamp(
      milliseconds: now.milliseconds + settings.reconcileMilliseconds)
    for symbol in symbols {
      guard let holding = snapshot.holdings[symbol], !holding.quantity.isZero else { continue }
      switch settings.startPolicy {
      case .waitFlat:
        step.append(take(.occupied(symbol: symbol, holding: holding.quantity), at: now))
      case .adopt, .flatten:
        step.append(
          take(
            .adopted(
              Adoption(
                symbol: symbol, holding: holding.quantity, price: holding.averagePrice,
                time: snapshot.time, closes: settings.startPolicy == .flatten)),
            at: now))
      }
    }
    compareOrders(snapshot, at: now, &step)
    return step
  }

  /// Reads again after a moment; a person has to look when that goes on and on.
  private mutating func giveUpComparing(at now: Timestamp, _ step: inout LiveStep) {
    compareSoon(at: now)
    guard comparison.fruitlessReadings >= Self.patience else { return }
    comparison.fruitlessReadings = 0
    let missing = numbering.gap.map { "; the reports after \($0) do not come" } ?? ""
    step.append(
      take(
        .notCompared(
          detail: "nothing could be compared with the venue in \(Self.patience) readings\(missing)"),
        at: now))
  }

  /// So many readings in a row may come to nothing; the waits between them grow to half a minute.
  private static let patience = 20

  private mutating func compareOrders(
    _ snapshot: VenueSnapshot, at now: Timestamp, _ step: inout LiveStep
  ) {
    var strays: Set<ClientOrderID> = []
    for order in snapshot.openOrders where symbols.contains(order.request.symbol) {
      let id = order.request.id
      guard isOwn(id) else {
        if !comparison.occupied.contains(order.request.symbol),
          comparison.knownForeign.insert(id).inserted
        {
          step.append(
            take(.foreign(symbol: order.request.symbol, detail: "\(id) is open"), at: now))
        }
        continue
      }
      if let index = errandIndex(id), errands[index].request == order.request {
        errands[index].phase = .standing
        errands[index].absences = 0
        continue
      }
      strays.insert(id)
      if comparison.suspectedStrays.contains(id) {
        strays.remove(id)
        step.append(take(.stray(order), at: now))
      }
    }
    if !strays.isEmpty { compareSoon(at: now) }
    comparison.suspectedStrays = strays
    let open = Set(snapshot.openOrders.map(\.request.id))
    for errand in errands where errand.phase == .standing && !open.contains(errand.id) {
      if errand.hasEnded {
        // All reports are in, and none says so.
        step.append(
          take(.lost(errand.id, detail: "it is over at the venue without a report"), at: now))
      } else if let index = errandIndex(errand.id), errands[index].lookAt == nil {
        errands[index].lookAt = now
      }
    }
  }

  private mutating func compareHoldings(
    _ snapshot: VenueSnapshot, at now: Timestamp, _ step: inout LiveStep
  ) {
    var suspected: [String: Quantity] = [:]
    for symbol in symbols {
      let theirs = snapshot.holdings[symbol]?.quantity ?? .zero
      if comparison.occupied.contains(symbol) {
        if theirs.isZero { step.append(take(.vacated(symbol: symbol), at: now)) }
        continue
      }
      let ours = core.books[symbol]?.position?.signedQuantity ?? .zero
      guard theirs != ours else {
        comparison.knownDifferences[symbol] = nil
        continue
      }
      guard comparison.knownDifferences[symbol] != theirs else { continue }
      if comparison.suspected[symbol] == theirs {
        comparison.knownDifferences[symbol] = theirs
        step.append(take(.differs(symbol: symbol, ours: ours, theirs: theirs), at: now))
      } else {
        suspected[symbol] = theirs
        compareSoon(at: now)
      }
    }
    comparison.suspected = suspected
  }

  /// Takes back an order of ours that nobody wants.
  mutating func remove(_ order: VenueOrder, at now: Timestamp, _ step: inout LiveStep) {
    let id = order.request.id
    reserve(id, of: order.request.symbol)
    let note = Note(.strayOrder, symbol: order.request.symbol, "\(id) is taken back")
    record(.effect(.note(note)), at: now, &step)
    step.ask(.cancel(id, symbol: order.request.symbol))
  }

  /// Takes over what the venue holds where it differs: a person has looked and wants it so.
  package mutating func adopt(_ snapshot: VenueSnapshot, at now: Timestamp) -> LiveStep {
    var step = LiveStep()
    for symbol in symbols {
      let holding = snapshot.holdings[symbol]
      let theirs = holding?.quantity ?? .zero
      let ours = core.books[symbol]?.position?.signedQuantity ?? .zero
      guard theirs != ours else { continue }
      let price = holding?.averagePrice ?? core.books[symbol]?.mark ?? .zero
      step.append(
        take(
          .adopted(
            Adoption(symbol: symbol, holding: theirs, price: price, time: snapshot.time)),
          at: now))
    }
    return step
  }
}
