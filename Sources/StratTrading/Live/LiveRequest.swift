package import StratMarket

/// What a live session wants from its venue.
package enum LiveRequest: Hashable, Sendable {
  /// Once, and answered whatever happens.
  case submit(OrderRequest)
  case cancel(ClientOrderID, symbol: String)
  case lookUp(ClientOrderID, symbol: String)
  /// What was missed in the numbering.
  case reports(after: Int64)
  case snapshot
  /// What was missed of a symbol's candles.
  case candles(symbol: String, after: Timestamp?)

  /// Whether it changes something at the venue: then the journal has to be on disk before.
  package var isWrite: Bool {
    switch self {
    case .submit, .cancel: true
    case .lookUp, .reports, .snapshot, .candles: false
    }
  }
}

/// What came of something that reached a live session.
package struct LiveStep: Sendable {
  /// To be written down, in this order, with the time of each.
  package var records: [(payload: JournalPayload, time: Timestamp)] = []
  /// To be sent, in this order, once the records are on disk.
  package var requests: [LiveRequest] = []

  package init() {}

  mutating func ask(_ request: LiveRequest) {
    if !request.isWrite, requests.contains(request) { return }
    requests.append(request)
  }

  package mutating func append(_ step: LiveStep) {
    records += step.records
    for request in step.requests { ask(request) }
  }
}
