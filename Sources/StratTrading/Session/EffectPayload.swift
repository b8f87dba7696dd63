/// The JSON of an `effect` record.
struct EffectPayload: Codable {
  enum Kind: String, Codable {
    case submit, cancel, signal, trade, payment, state, note, card, cardEnded
  }

  /// `order` is a whole order when it is submitted and its id when it is cancelled.
  private enum OrderField: Codable {
    case whole(Order)
    case id(ClientOrderID)

    init(from decoder: any Decoder) throws {
      if let id = try? decoder.singleValueContainer().decode(String.self) {
        self = .id(ClientOrderID(rawValue: id))
      } else {
        self = .whole(try Order(from: decoder))
      }
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .whole(let order): try order.encode(to: encoder)
      case .id(let id): try id.encode(to: encoder)
      }
    }
  }

  private var type: Kind
  private var order: OrderField?
  private var symbol: String?
  private var signal: Signal?
  private var trade: ClosedTrade?
  private var payment: Payment?
  private var state: StateChange?
  private var note: Note?
  private var card: Card?
  private var end: CardEnd?

  /// - Precondition: not a decision, which is a record of its own kind.
  init(_ effect: Effect) {
    switch effect {
    case .submit(let order):
      type = .submit
      self.order = .whole(order)
    case .cancel(let id, let symbol):
      type = .cancel
      order = .id(id)
      self.symbol = symbol
    case .signal(let signal):
      type = .signal
      self.signal = signal
    case .trade(let trade):
      type = .trade
      self.trade = trade
    case .payment(let payment):
      type = .payment
      self.payment = payment
    case .state(let state):
      type = .state
      self.state = state
    case .note(let note):
      type = .note
      self.note = note
    case .card(let card):
      type = .card
      self.card = card
    case .cardEnded(let end):
      type = .cardEnded
      self.end = end
    case .decision:
      preconditionFailure("a decision is written as a record of its own kind")
    }
  }

  /// What the record says, or `nil` when something is missing in it.
  var effect: Effect? {
    switch type {
    case .submit:
      if case .whole(let order) = order { return .submit(order) }
    case .cancel:
      if case .id(let id) = order, let symbol { return .cancel(id, symbol: symbol) }
    case .signal: if let signal { return .signal(signal) }
    case .trade: if let trade { return .trade(trade) }
    case .payment: if let payment { return .payment(payment) }
    case .state: if let state { return .state(state) }
    case .note: if let note { return .note(note) }
    case .card: if let card { return .card(card) }
    case .cardEnded: if let end { return .cardEnded(end) }
    }
    return nil
  }
}
