package import StratMarket

/// A candle as it is written down: `nil` is a missing value.
///
/// Its time is that of the record.
package struct CandleReading: Codable, Hashable, Sendable {
  package var open: Double?
  package var high: Double?
  package var low: Double?
  package var close: Double?
  package var volume: Double?

  private enum CodingKeys: String, CodingKey {
    case open, high, low, close, volume
  }

  package init(_ candle: Candle) {
    func reading(_ value: Double) -> Double? { value.isFinite ? value : nil }
    open = reading(candle.open)
    high = reading(candle.high)
    low = reading(candle.low)
    close = reading(candle.close)
    volume = reading(candle.volume)
  }

  package func candle(at time: Timestamp) -> Candle {
    Candle(
      time: time, open: open ?? .nan, high: high ?? .nan, low: low ?? .nan,
      close: close ?? .nan, volume: volume ?? .nan)
  }

  /// Writes what is missing as `null` instead of leaving it out.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(open, forKey: .open)
    try container.encode(high, forKey: .high)
    try container.encode(low, forKey: .low)
    try container.encode(close, forKey: .close)
    try container.encode(volume, forKey: .volume)
  }
}

/// A closed candle that a session works on.
package struct BarRecord: Sendable {
  package var symbol: String
  /// Counted from 0 within the session.
  package var index: Int
  package var candle: Candle
  /// What is due when it opens.
  package var carry = Carry.none
  /// The session's clock when it came, where that can be another time than the candle's.
  package var received: Timestamp?

  package init(
    symbol: String, index: Int, candle: Candle, carry: Carry = .none, received: Timestamp? = nil
  ) {
    self.symbol = symbol
    self.index = index
    self.candle = candle
    self.carry = carry
    self.received = received
  }
}

/// The JSON of an `event` record.
struct EventPayload: Codable {
  enum Kind: String, Codable {
    case bar, command, accepted, rejected, cancelled, filled, clock, health, others
  }

  enum CommandName: String, Codable {
    case pause, resume, halt, confirm, reject, degrade, restore
  }

  var type: Kind
  var symbol: String?
  var bar: Int?
  var candle: CandleReading?
  var carry: Carry?
  var received: Timestamp?
  var command: CommandName?
  var reason: String?
  var flatten: Bool?
  var order: ClientOrderID?
  var code: RejectionCode?
  var detail: String?
  var fill: Fill?
  /// When a confirmation was given; what the clock shows.
  var at: Timestamp?
  var price: Price?
  var to: Degradation?
  var health: AccountHealth?
  var others: OtherSessions?

  init(type: Kind, symbol: String? = nil) {
    self.type = type
    self.symbol = symbol
  }

  init(_ bar: BarRecord) {
    self.init(type: .bar, symbol: bar.symbol)
    self.bar = bar.index
    candle = CandleReading(bar.candle)
    carry = bar.carry.isNone ? nil : bar.carry
    received = bar.received
  }

  init(_ command: Command) {
    self.init(type: .command)
    switch command {
    case .pause(let reason):
      self.command = .pause
      self.reason = reason
    case .resume(let reason):
      self.command = .resume
      self.reason = reason
    case .halt(let reason, let flatten):
      self.command = .halt
      self.reason = reason
      self.flatten = flatten
    case .confirm(let id, let price, let time):
      self.command = .confirm
      order = id
      self.price = price
      at = time
    case .reject(let id, let reason):
      self.command = .reject
      order = id
      self.reason = reason
    case .degrade(let rung, let reason):
      self.command = .degrade
      to = rung
      self.reason = reason
    case .restore(let reason):
      self.command = .restore
      self.reason = reason
    }
  }

  init(_ circumstance: Circumstance) {
    switch circumstance {
    case .clock(let time):
      self.init(type: .clock)
      at = time
    case .health(let health):
      self.init(type: .health)
      self.health = health
    case .others(let others):
      self.init(type: .others)
      self.others = others
    }
  }

  init(_ report: VenueEvent) {
    switch report {
    case .accepted(let id, let symbol):
      self.init(type: .accepted, symbol: symbol)
      order = id
    case .rejected(let id, let symbol, let code, let detail):
      self.init(type: .rejected, symbol: symbol)
      order = id
      self.code = code
      self.detail = detail
    case .cancelled(let id, let symbol, let detail):
      self.init(type: .cancelled, symbol: symbol)
      order = id
      self.detail = detail
    case .filled(let fill):
      self.init(type: .filled)
      self.fill = fill
    }
  }

  /// What the record says, or `nil` when something is missing in it.
  func event(at time: Timestamp) -> JournalPayload? {
    switch type {
    case .bar:
      guard let symbol, let bar, let candle else { return nil }
      return .bar(
        BarRecord(
          symbol: symbol, index: bar, candle: candle.candle(at: time), carry: carry ?? .none,
          received: received))
    case .command: return recordedCommand.map { .command($0) }
    case .clock: return at.map { .circumstance(.clock($0)) }
    case .health: return health.map { .circumstance(.health($0)) }
    case .others: return others.map { .circumstance(.others($0)) }
    case .accepted:
      guard let order, let symbol else { return nil }
      return .venue(.accepted(order, symbol: symbol))
    case .rejected:
      guard let order, let symbol, let code, let detail else { return nil }
      return .venue(.rejected(order, symbol: symbol, code, detail: detail))
    case .cancelled:
      guard let order, let symbol, let detail else { return nil }
      return .venue(.cancelled(order, symbol: symbol, detail: detail))
    case .filled:
      guard let fill else { return nil }
      return .venue(.filled(fill))
    }
  }

  private var recordedCommand: Command? {
    guard let command else { return nil }
    switch command {
    case .pause: return reason.map { .pause(reason: $0) }
    case .resume: return reason.map { .resume(reason: $0) }
    case .halt: return reason.map { .halt(reason: $0, flatten: flatten ?? false) }
    case .confirm:
      guard let order, let at else { return nil }
      return .confirm(order, price: price, at: at)
    case .reject:
      guard let order, let reason else { return nil }
      return .reject(order, reason: reason)
    case .degrade:
      guard let to, let reason else { return nil }
      return .degrade(to: to, reason: reason)
    case .restore: return reason.map { .restore(reason: $0) }
    }
  }
}
