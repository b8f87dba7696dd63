package import StratExchange
package import StratTrading

/// A venue as a simulated session meets it: the exchange itself, or one that is broken on purpose.
package protocol SimulatedVenue {
  var exchange: Exchange { get set }

  mutating func submit(_ request: OrderRequest, account: String) -> SubmitOutcome
  mutating func cancel(_ id: ClientOrderID, account: String) -> CancelOutcome
  mutating func lookUp(_ id: ClientOrderID, account: String) -> LookupOutcome
  mutating func snapshot(_ account: String) -> VenueSnapshot?
  mutating func reports(after sequence: Int64, account: String) -> [VenueReport]?
}

extension SimulatedVenue {
  package mutating func submit(_ request: OrderRequest, account: String) -> SubmitOutcome {
    do {
      return try exchange.submit(request, account: account)
    } catch {
      return .rejected(.other, detail: error.description)
    }
  }

  package mutating func cancel(_ id: ClientOrderID, account: String) -> CancelOutcome {
    (try? exchange.cancel(id, account: account)) ?? .unknown("the venue is at fault")
  }

  package mutating func lookUp(_ id: ClientOrderID, account: String) -> LookupOutcome {
    (try? exchange.lookUp(id, account: account)) ?? .unknown("the venue is at fault")
  }

  package mutating func snapshot(_ account: String) -> VenueSnapshot? {
    try? exchange.snapshot(of: account)
  }

  package mutating func reports(after sequence: Int64, account: String) -> [VenueReport]? {
    try? exchange.reports(of: account, after: sequence, limit: 1000)
  }
}

/// A venue that does what it says.
package struct HonestVenue: SimulatedVenue {
  package var exchange: Exchange

  package init(_ exchange: Exchange) { self.exchange = exchange }
}
