package import StratMarket

/// Orders on their way: every one is followed until the venue has said what became of it.
extension LiveSession {
  /// What a venue answered to a request about an order.
  package mutating func answered(
    _ answer: VenueAnswer, of id: ClientOrderID, at now: Timestamp
  ) -> LiveStep {
    guard let index = errandIndex(id) else { return LiveStep() }
    if case .lookedUp(.unknown) = answer {
      // Nothing has been learnt.
      errands[index].looks += 1
      scheduleLook(index, at: now)
      return LiveStep()
    }
    return take(.answer(id, answer), at: now)
  }

  mutating func take(
    _ answer: VenueAnswer, of id: ClientOrderID, at now: Timestamp, _ step: inout LiveStep
  ) {
    guard let index = errandIndex(id) else { return }
    switch answer {
    case .submitted(.accepted(let order)), .submitted(.duplicate(let order)),
      .lookedUp(.found(let order)):
      found(order, index, at: now, &step)
    case .cancelled(.done(let order)):
      if order.status.isLive {
        // It says it is cancelled and lives: look again.
        errands[index].isCancelSent = false
        doubt(index, at: now, &step)
      } else {
        ended(index, &step)
      }
    case .submitted(.rejected(let code, let detail)):
      tell(
        .venue(.rejected(id, symbol: errands[index].request.symbol, code, detail: detail)),
        at: now, &step)
    case .submitted(.unknown): doubt(index, at: now, &step)
    case .cancelled(.noSuchOrder), .cancelled(.unknown):
      errands[index].isCancelSent = false
      doubt(index, at: now, &step)
    case .lookedUp(.absent): absent(index, at: now, &step)
    case .lookedUp(.unknown): break
    }
  }

  /// The venue has the order.
  private mutating func found(
    _ order: VenueOrder, _ index: Int, at now: Timestamp, _ step: inout LiveStep
  ) {
    let id = errands[index].id
    let symbol = errands[index].request.symbol
    errands[index].phase = .standing
    errands[index].absences = 0
    errands[index].looks = 0
    errands[index].lookAt = nil
    guard order.request == errands[index].request else {
      // Somebody took the name: this order never arrived, and that one is not ours.
      let detail = "the venue has another order of this name"
      tell(.venue(.rejected(id, symbol: symbol, .other, detail: detail)), at: now, &step)
      return
    }
    if order.status == .rejected {
      // A refusal is in an answer and in no report.
      tell(
        .venue(.rejected(id, symbol: symbol, .other, detail: order.detail)), at: now, &step)
      return
    }
    accept(id, of: symbol, at: now, &step)
    if order.status.isLive {
      sendCancelIfWanted(id, &step)
    } else if let index = errandIndex(id) {
      ended(index, &step)
    }
  }

  /// The order is over at the venue; how is in the reports.
  private mutating func ended(_ index: Int, _ step: inout LiveStep) {
    errands[index].phase = .standing
    errands[index].hasEnded = true
    errands[index].lookAt = nil
    if let last = numbering.last { step.ask(.reports(after: last)) }
  }

  /// Nobody knows what became of a request: the order is looked up before anything else.
  private mutating func doubt(_ index: Int, at now: Timestamp, _ step: inout LiveStep) {
    errands[index].phase = .unclear
    scheduleLook(index, at: now)
  }

  private mutating func absent(_ index: Int, at now: Timestamp, _ step: inout LiveStep) {
    errands[index].absences += 1
    let errand = errands[index]
    let age = now.milliseconds - errand.sentAt.milliseconds
    guard errand.absences >= 2, age >= settings.settleMilliseconds else {
      errands[index].looks += 1
      scheduleLook(index, at: now)
      return
    }
    if errand.phase == .standing {
      // It was there: the venue has forgotten it.
      lose(errand.id, "the venue does not know it any more", at: now, &step)
      return
    }
    // What opens is sent again while it is fresh, what reduces until it arrives.
    let isWanted =
      errand.request.reduceOnly
      || (age <= settings.resendMilliseconds && errand.sendings < settings.maxSendings)
    guard isWanted, !errand.isCancelWanted else {
      refuse(errand.id, "it never arrived at the venue", at: now, &step)
      return
    }
    errands[index].sendings += 1
    errands[index].absences = 0
    errands[index].looks = 0
    errands[index].lookAt = nil
    errands[index].phase = .sending
    errands[index].sentAt = now
    step.ask(.submit(errand.request))
  }

  private mutating func scheduleLook(_ index: Int, at now: Timestamp) {
    let delay = settings.lookUpDelay(after: errands[index].looks)
    errands[index].lookAt = Timestamp(milliseconds: now.milliseconds + delay)
  }

  /// The order is not wanted any more.
  mutating func wantCancelled(_ id: ClientOrderID, _ step: inout LiveStep) {
    guard let index = errandIndex(id) else { return }
    errands[index].isCancelWanted = true
    sendCancelIfWanted(id, &step)
  }

  /// Only what is known to be at the venue can be taken back: the rest is looked up first.
  private mutating func sendCancelIfWanted(_ id: ClientOrderID, _ step: inout LiveStep) {
    guard let index = errandIndex(id) else { return }
    let errand = errands[index]
    guard errand.isCancelWanted, !errand.isCancelSent, errand.phase == .standing, !errand.hasEnded
    else { return }
    errands[index].isCancelSent = true
    step.ask(.cancel(id, symbol: errand.request.symbol))
  }

  private mutating func accept(
    _ id: ClientOrderID, of symbol: String, at now: Timestamp, _ step: inout LiveStep
  ) {
    guard let book = core.books[symbol], let live = book.liveIndex(id),
      book.live[live].status == .submitted
    else { return }
    tell(.venue(.accepted(id, symbol: symbol)), at: now, &step)
  }

  /// The session runs again: what was under way when it ended is looked up at once.
  mutating func restart(at now: Timestamp, _ step: inout LiveStep) {
    isConnected = false
    for index in errands.indices {
      if errands[index].phase == .sending { errands[index].phase = .unclear }
      // Whether a cancellation went out before the end is not known either.
      errands[index].isCancelSent = false
      errands[index].absences = 0
      errands[index].looks = 0
      errands[index].lookAt = now
    }
  }

  mutating func lose(
    _ id: ClientOrderID, _ detail: String, at now: Timestamp, _ step: inout LiveStep
  ) {
    guard let index = errandIndex(id) else { return }
    let symbol = errands[index].request.symbol
    tell(.venue(.cancelled(id, symbol: symbol, detail: detail)), at: now, &step)
  }

  mutating func refuse(
    _ id: ClientOrderID, _ detail: String, at now: Timestamp, _ step: inout LiveStep
  ) {
    guard let index = errandIndex(id) else { return }
    let symbol = errands[index].request.symbol
    tell(.venue(.rejected(id, symbol: symbol, .other, detail: detail)), at: now, &step)
  }

  /// The journal cannot be written: what opens is not sent, what reduces and cancels goes out.
  package mutating func withhold(
    _ requests: [LiveRequest], _ detail: String, at now: Timestamp
  ) -> LiveStep {
    var step = LiveStep()
    for request in requests {
      guard case .submit(let order) = request, !order.reduceOnly else {
        step.ask(request)
        continue
      }
      step.append(take(.notJournalled(order.id, detail: detail), at: now))
    }
    return step
  }

  /// When something is due that nobody else will bring up.
  package var nextDeadline: Timestamp? {
    (errands.compactMap(\.lookAt) + core.cards.map(\.expiresAt)
      + [comparison.nextAt, numbering.nextAsk(settings)].compactMap { $0 }).min()
  }

  /// Time has passed: orders in doubt are looked up, and the venue is compared with.
  package mutating func wake(at now: Timestamp) -> LiveStep {
    var step = LiveStep()
    for index in errands.indices {
      guard let due = errands[index].lookAt, due <= now else { continue }
      errands[index].lookAt = nil
      step.ask(.lookUp(errands[index].id, symbol: errands[index].request.symbol))
    }
    if core.cards.contains(where: { $0.expiresAt <= now }) {
      step.append(heed(.clock(now), at: now))
    }
    if let due = comparison.nextAt, due <= now {
      comparison.nextAt = Timestamp(
        milliseconds: now.milliseconds + settings.reconcileMilliseconds)
      step.ask(.snapshot)
    }
    if let gap = numbering.toAsk(at: now, settings) { step.ask(.reports(after: gap)) }
    return step
  }

  func errandIndex(_ id: ClientOrderID) -> Int? { errands.firstIndex { $0.id == id } }
}
