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

/// The JSON of an `event` record.
struct EventPayload: Codable {
  enum Kind: String, Codable {
    case bar, command, accepted, rejected, cancelled, filled
  }

  enum CommandName: String, Codable {
    case pause, resume, halt
  }

  var type: Kind
  var symbol: String?
  var bar: Int?
  var candle: CandleReading?
  var carry: Carry?
  var command: CommandName?
  var reason: String?
  var flatten: Bool?
  var order: ClientOrderID?
  var code: RejectionCode?
  var detail: String?
  var fill: Fill?

  init(type: Kind, symbol: String? = nil) {
    self.type = type
    self.symbol = symbol
  }

  init(_ candle: Candle, of symbol: String, bar: Int, _ carry: Carry) {
    self.init(type: .bar, symbol: symbol)
    self.bar = bar
    self.candle = CandleReading(candle)
    self.carry = carry.isNone ? nil : carry
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
        symbol: symbol, index: bar, candle: candle.candle(at: time), carry: carry ?? .none)
    case .command:
      guard let command, let reason else { return nil }
      switch command {
      case .pause: return .command(.pause(reason: reason))
      case .resume: return .command(.resume(reason: reason))
      case .halt: return .command(.halt(reason: reason, flatten: flatten ?? false))
      }
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
}
