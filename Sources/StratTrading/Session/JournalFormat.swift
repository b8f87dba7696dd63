/// The kinds of journal records.
///
/// `JournalPayload` says what each holds.
package enum JournalKind: String, Sendable, CaseIterable {
  case session
  case event
  case decision
  case effect
  /// What a live session takes note of besides candles and commands.
  case fact
}

/// What a journal record says, as `kind` and canonical JSON.
///
/// | kind | payload |
/// | --- | --- |
/// | `session` | the `SessionConfiguration`; always the first record, and only that |
/// | `event` | `{"type":"bar","bar":0,"candle":{…},"symbol":"…"}`: a bar begins to be worked on |
/// | | with `"received":0`, the session's clock then, in live sessions |
/// | | with `"carry":{"funding":["…"],"interest":"…"}` where something is due for what is held |
/// | `event` | `{"type":"command","command":"pause"\|"resume"\|"halt","reason":"…","flatten":…}` |
/// | `event` | `{"type":"command","command":"confirm","order":"…","price":"…","at":…}` |
/// | `event` | `{"type":"command","command":"reject","order":"…","reason":"…"}` |
/// | `event` | `{"type":"command","command":"degrade","to":"REDUCING","reason":"…"}`, and `restore` |
/// | `event` | `{"type":"clock","at":…}`, `{"type":"health","health":{…}}`, `{"type":"others",…}` |
/// | `event` | `{"type":"accepted","order":"…","symbol":"…"}` |
/// | `event` | `{"type":"rejected","order":"…","symbol":"…","code":"…","detail":"…"}` |
/// | `event` | `{"type":"cancelled","order":"…","symbol":"…","detail":"…"}` |
/// | `event` | `{"type":"filled","fill":{…}}` |
/// | `decision` | a `Decision`, with the verdict; one for every bar |
/// | `effect` | `{"type":"submit","order":{"open"\|"reduce":{…}}}` |
/// | `effect` | `{"type":"cancel","order":"…","symbol":"…"}` |
/// | `fact` | a `LiveFact`: what a live session learns from its venue |
/// | `effect` | `{"type":"signal","signal":{…}}`, and so `trade`, `payment`, `state`, `note`, `card` |
/// | `effect` | `{"type":"cardEnded","end":{…}}` |
///
/// Prices, quantities and money are strings with the exact decimal; candles and verdicts are
/// numbers; times are milliseconds since 1970 (UTC). `null` is `na`.
///
/// A bar is written in this order: the bar; what is paid for holding; what the venue reports at its open and inside it, each
/// report followed by what the core made of it; the decision at its close and what follows from it.
/// The time of a record is the opening time of its bar, and a command's is the time it was given.
/// Nothing here depends on when a session ran or how often it was interrupted.
package enum JournalPayload: Sendable {
  case session(SessionConfiguration)
  case bar(BarRecord)
  case command(Command)
  case circumstance(Circumstance)
  case venue(VenueEvent)
  case effect(Effect)
  case fact(LiveFact)
}

extension JournalPayload {
  package var kind: JournalKind {
    switch self {
    case .session: .session
    case .bar, .command, .circumstance, .venue: .event
    case .effect(.decision): .decision
    case .effect: .effect
    case .fact: .fact
    }
  }

  /// The canonical text of the payload.
  package func text() throws -> String {
    switch self {
    case .session(let configuration): try CanonicalJSON.encode(configuration)
    case .bar(let bar): try CanonicalJSON.encode(EventPayload(bar))
    case .command(let command): try CanonicalJSON.encode(EventPayload(command))
    case .circumstance(let circumstance):
      try CanonicalJSON.encode(EventPayload(circumstance))
    case .venue(let report): try CanonicalJSON.encode(EventPayload(report))
    case .effect(.decision(let decision)): try CanonicalJSON.encode(decision)
    case .effect(let effect): try CanonicalJSON.encode(EffectPayload(effect))
    case .fact(let fact): try CanonicalJSON.encode(fact)
    }
  }

  /// Reads a record back; `nil` when it is none of ours.
  package init?(_ record: JournalRecord) {
    guard let kind = JournalKind(rawValue: record.kind) else { return nil }
    switch kind {
    case .session:
      guard
        let configuration = try? CanonicalJSON.decode(
          SessionConfiguration.self, from: record.payload)
      else { return nil }
      self = .session(configuration)
    case .event:
      guard
        let payload = try? CanonicalJSON.decode(EventPayload.self, from: record.payload),
        let event = payload.event(at: record.time)
      else { return nil }
      self = event
    case .decision:
      guard let decision = try? CanonicalJSON.decode(Decision.self, from: record.payload) else {
        return nil
      }
      self = .effect(.decision(decision))
    case .effect:
      guard
        let payload = try? CanonicalJSON.decode(EffectPayload.self, from: record.payload),
        let effect = payload.effect
      else { return nil }
      self = .effect(effect)
    case .fact:
      guard let fact = try? CanonicalJSON.decode(LiveFact.self, from: record.payload) else {
        return nil
      }
      self = .fact(fact)
    }
  }
}
