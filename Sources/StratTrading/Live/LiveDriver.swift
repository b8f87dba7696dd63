package import StratMarket

/// A live session with its journal.
///
/// Made on a journal that has records, it first lives through them again and compares what it does
/// with what stands there; from their end on it writes. When a record cannot be met or the journal
/// not be read, it throws, and there is no session: an altered strategy, engine or file is found out
/// before anything is sent.
package struct LiveDriver {
  package private(set) var session: LiveSession
  private var log: SessionLog
  /// Why the journal could not be written the last time.
  package private(set) var journalFailure: SessionError?
  /// The session's clock at the last record that was in the journal.
  package private(set) var lastRecorded: Timestamp?

  private let journal: any Journal
  /// How many records come between two checkpoints.
  private let recordsPerCheckpoint: Int64
  private var lastCheckpoint: Int64 = 0

  /// - Parameters:
  ///   - fromStart: lives through every record, also where a checkpoint would save that.
  ///   - recordsPerCheckpoint: how many come between two checkpoints.
  package init(
    _ session: LiveSession, journal: any Journal, fromStart: Bool = false,
    recordsPerCheckpoint: Int64 = 20_000
  ) throws(SessionError) {
    self.recordsPerCheckpoint = recordsPerCheckpoint
    self.session = session
    self.journal = journal
    log = SessionLog(journal)
    if !fromStart { restore() }
    try catchUp()
  }

  /// Goes on from the newest checkpoint, where there is one that fits.
  private mutating func restore() {
    guard let journal = journal as? any CheckpointedJournal,
      let checkpoint = try? journal.checkpoint(),
      let state = try? CanonicalJSON.decode(LiveState.self, from: checkpoint.state),
      session.restore(state)
    else { return }
    lastCheckpoint = checkpoint.sequence
    log = SessionLog(journal, after: checkpoint.sequence)
  }

  /// Keeps a checkpoint where enough has happened since the last; failing to is no harm.
  private mutating func keepCheckpoint() {
    guard log.lastSequence - lastCheckpoint >= recordsPerCheckpoint,
      let journal = journal as? any CheckpointedJournal, let state = session.saved(),
      let text = try? CanonicalJSON.encode(state)
    else { return }
    lastCheckpoint = log.lastSequence
    try? journal.keep(Checkpoint(sequence: log.lastSequence, state: text))
  }

  package var configuration: SessionConfiguration { session.configuration }

  /// Lets something happen to the session and writes down what came of it; the requests that may be
  /// sent now.
  ///
  /// What changes something at the venue is on disk before it is given out. Where that fails, only
  /// what reduces or takes back is given out, and the records are kept for the next attempt.
  package mutating func perform(
    at now: Timestamp, _ body: (inout LiveSession) -> LiveStep
  ) throws(SessionError) -> (step: LiveStep, requests: [LiveRequest]) {
    var step = body(&session)
    var requests = step.requests
    try write(step)
    guard requests.contains(where: \.isWrite) || journalFailure != nil else {
      return (step, requests)
    }
    if let failure = commit() {
      let withheld = session.withhold(requests, failure.message, at: now)
      requests = withheld.requests
      step.records += withheld.records
      try write(withheld)
    }
    return (step, requests)
  }

  /// Makes everything durable; the error, if that is not possible now.
  @discardableResult
  package mutating func commit() -> SessionError? {
    do {
      try log.commit()
      journalFailure = nil
      keepCheckpoint()
    } catch {
      journalFailure = error
    }
    return journalFailure
  }

  private mutating func write(_ step: LiveStep) throws(SessionError) {
    for (payload, time) in step.records { try log.write(payload, at: time) }
  }

  /// Lives through the journal again.
  private mutating func catchUp() throws(SessionError) {
    if log.lastSequence == 0 { try meetSession() }
    while let record = try log.peek() {
      lastRecorded = record.time
      try write(try live(through: record))
    }
  }

  /// The first record says what is traded and how.
  private mutating func meetSession() throws(SessionError) {
    guard let first = try log.peek() else { return }
    guard case .session(let recorded) = JournalPayload(first) else {
      throw SessionError(.unreadable, "the journal does not begin with a session")
    }
    guard recorded == configuration else {
      let names = recorded.differences(from: configuration).joined(separator: ", ")
      throw SessionError(
        .otherConfiguration, "the journal's session has other settings: \(names)")
    }
    try write(session.begin(at: first.time))
  }

  private mutating func live(through record: JournalRecord) throws(SessionError) -> LiveStep {
    switch JournalPayload(record) {
    case .fact(let fact): return session.take(fact, at: record.time)
    case .command(let command): return session.obey(command, at: record.time)
    case .circumstance(let circumstance): return session.heed(circumstance, at: record.time)
    case .bar(let bar):
      return session.work(on: bar.candle, of: bar.symbol, at: bar.received ?? record.time)
    case .session, .venue, .effect, nil:
      throw SessionError(
        .unreadable, "record \(record.sequence) does not follow from those before it")
    }
  }
}
