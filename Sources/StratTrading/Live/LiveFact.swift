package import StratMarket

/// Something that a live session takes note of besides candles and commands: everything that it
/// does follows from these three, so a session that is given them again does the same again.
///
/// What a venue sends is not a fact yet: repeated, late and irrelevant messages are sorted out
/// first, and only what changes something is written down.
package enum LiveFact: Hashable, Sendable {
  /// The session runs, for the first time or again: what was under way has to be looked up.
  case started
  /// Reports after this one are the session's: it has seen what the venue held before.
  case joined(sequence: Int64)
  /// A candle from before the session, for the history that the strategy needs.
  case history(symbol: String, CandleReading, opened: Timestamp)
  /// A report about an order of this session, the next one in the venue's numbering.
  case report(VenueReport)
  case answer(ClientOrderID, VenueAnswer)
  /// The venue has proved not to have an order that should be there.
  case lost(ClientOrderID, detail: String)
  /// An order at the venue that bears a name of this session and is not wanted any more.
  case stray(VenueOrder)
  /// An order or a fill of somebody else on a symbol of this session.
  case foreign(symbol: String, detail: String)
  /// The venue holds something else, and nothing that is known explains it.
  case differs(symbol: String, ours: Quantity, theirs: Quantity)
  /// For long nothing could be compared with the venue, though it answers.
  case notCompared(detail: String)
  case adopted(Adoption)
  /// The venue holds something from before the session; nothing is opened until that is gone.
  case occupied(symbol: String, holding: Quantity)
  case vacated(symbol: String)
  /// An order could not be written down, so it was not sent.
  case notJournalled(ClientOrderID, detail: String)
  case connected
  case disconnected(detail: String)
}

/// Sums of one key would hide what they are; every fact says its `type`.
extension LiveFact: Codable {
  private enum CodingKeys: String, CodingKey {
    case type, symbol, candle, opened, report, order, answer, detail, venueOrder, ours, theirs
    case adoption, sequence, holding
  }

  private enum Kind: String, Codable {
    case started, joined, history, report, answer, lost, stray, foreign, differs, adopted
    case occupied, vacated, notCompared, notJournalled, connected, disconnected
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func read<Value: Decodable>(_ key: CodingKeys) throws -> Value {
      try container.decode(Value.self, forKey: key)
    }
    switch try container.decode(Kind.self, forKey: .type) {
    case .started: self = .started
    case .joined: self = .joined(sequence: try read(.sequence))
    case .occupied: self = .occupied(symbol: try read(.symbol), holding: try read(.holding))
    case .vacated: self = .vacated(symbol: try read(.symbol))
    case .history:
      self = .history(symbol: try read(.symbol), try read(.candle), opened: try read(.opened))
    case .report: self = .report(try read(.report))
    case .answer: self = .answer(try read(.order), try read(.answer))
    case .lost: self = .lost(try read(.order), detail: try read(.detail))
    case .stray: self = .stray(try read(.venueOrder))
    case .foreign: self = .foreign(symbol: try read(.symbol), detail: try read(.detail))
    case .differs:
      self = .differs(symbol: try read(.symbol), ours: try read(.ours), theirs: try read(.theirs))
    case .adopted: self = .adopted(try read(.adoption))
    case .notJournalled: self = .notJournalled(try read(.order), detail: try read(.detail))
    case .notCompared: self = .notCompared(detail: try read(.detail))
    case .connected: self = .connected
    case .disconnected: self = .disconnected(detail: try read(.detail))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .started: try container.encode(Kind.started, forKey: .type)
    case .joined(let sequence):
      try container.encode(Kind.joined, forKey: .type)
      try container.encode(sequence, forKey: .sequence)
    case .occupied(let symbol, let holding):
      try container.encode(Kind.occupied, forKey: .type)
      try container.encode(symbol, forKey: .symbol)
      try container.encode(holding, forKey: .holding)
    case .vacated(let symbol):
      try container.encode(Kind.vacated, forKey: .type)
      try container.encode(symbol, forKey: .symbol)
    case .history(let symbol, let candle, let opened):
      try container.encode(Kind.history, forKey: .type)
      try container.encode(symbol, forKey: .symbol)
      try container.encode(candle, forKey: .candle)
      try container.encode(opened, forKey: .opened)
    case .report(let report):
      try container.encode(Kind.report, forKey: .type)
      try container.encode(report, forKey: .report)
    case .answer(let id, let answer):
      try container.encode(Kind.answer, forKey: .type)
      try container.encode(id, forKey: .order)
      try container.encode(answer, forKey: .answer)
    case .lost(let id, let detail):
      try container.encode(Kind.lost, forKey: .type)
      try container.encode(id, forKey: .order)
      try container.encode(detail, forKey: .detail)
    case .stray(let order):
      try container.encode(Kind.stray, forKey: .type)
      try container.encode(order, forKey: .venueOrder)
    case .foreign(let symbol, let detail):
      try container.encode(Kind.foreign, forKey: .type)
      try container.encode(symbol, forKey: .symbol)
      try container.encode(detail, forKey: .detail)
    case .differs(let symbol, let ours, let theirs):
      try container.encode(Kind.differs, forKey: .type)
      try container.encode(symbol, forKey: .symbol)
      try container.encode(ours, forKey: .ours)
      try container.encode(theirs, forKey: .theirs)
    case .adopted(let adoption):
      try container.encode(Kind.adopted, forKey: .type)
      try container.encode(adoption, forKey: .adoption)
    case .notJournalled(let id, let detail):
      try container.encode(Kind.notJournalled, forKey: .type)
      try container.encode(id, forKey: .order)
      try container.encode(detail, forKey: .detail)
    case .notCompared(let detail):
      try container.encode(Kind.notCompared, forKey: .type)
      try container.encode(detail, forKey: .detail)
    case .connected: try container.encode(Kind.connected, forKey: .type)
    case .disconnected(let detail):
      try container.encode(Kind.disconnected, forKey: .type)
      try container.encode(detail, forKey: .detail)
    }
  }
}
