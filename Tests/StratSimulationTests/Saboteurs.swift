import StratExchange
import StratMarket
import StratSimulation
import StratTrading

/// Tells of every fill a second time, under a name of its own.
struct FillsTwice: SimulatedVenue {
  var exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  mutating func reports(after sequence: Int64, account: String) -> [VenueReport]? {
    let honest = (try? exchange.reports(of: account, after: 0, limit: .max)) ?? []
    var told: [VenueReport] = []
    for report in honest {
      var copy = report
      copy.sequence = Int64(told.count) + 1
      told.append(copy)
      if var fill = report.fill {
        fill.id = FillID(rawValue: fill.id.rawValue + "-again")
        copy.fill = fill
        copy.sequence = Int64(told.count) + 1
        told.append(copy)
      }
    }
    return told.filter { $0.sequence > sequence }
  }

  mutating func snapshot(_ account: String) -> VenueSnapshot? {
    guard var snapshot = try? exchange.snapshot(of: account) else { return nil }
    snapshot.sequence = reports(after: 0, account: account)?.last?.sequence ?? 0
    return snapshot
  }
}

/// Forgets orders that rest: they are not open, were never there and are reported by nobody.
struct ForgetsOrders: SimulatedVenue {
  var exchange: Exchange
  private var forgotten: Set<ClientOrderID> = []

  init(_ exchange: Exchange) { self.exchange = exchange }

  mutating func submit(_ request: OrderRequest, account: String) -> SubmitOutcome {
    if request.kind.price != nil, forgotten.count < 2 {
      forgotten.insert(request.id)
      return .accepted(VenueOrder(request, status: .accepted, updated: exchange.time))
    }
    return (try? exchange.submit(request, account: account)) ?? .unknown("at fault")
  }

  var forgottenOrders: Int { forgotten.count }
}

/// Shows holdings that are not so.
struct ShowsOtherHoldings: SimulatedVenue {
  var exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  mutating func snapshot(_ account: String) -> VenueSnapshot? {
    guard var snapshot = try? exchange.snapshot(of: account) else { return nil }
    for (symbol, holding) in snapshot.holdings {
      snapshot.holdings[symbol]?.quantity =
        (try? holding.quantity + Quantity(1)) ?? holding.quantity
    }
    return snapshot
  }
}

/// Never tells of one report, and of none after it.
struct SwallowsAReport: SimulatedVenue {
  var exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  mutating func reports(after sequence: Int64, account: String) -> [VenueReport]? {
    let honest = (try? exchange.reports(of: account, after: sequence, limit: 1000)) ?? []
    return honest.filter { $0.sequence != 5 }
  }
}

/// Always answers with what was so in the beginning.
struct AnswersFromThePast: SimulatedVenue {
  var exchange: Exchange
  private var first: VenueSnapshot?

  init(_ exchange: Exchange) { self.exchange = exchange }

  mutating func snapshot(_ account: String) -> VenueSnapshot? {
    if first == nil { first = try? exchange.snapshot(of: account) }
    return first
  }
}

/// Fills more than was ordered.
struct FillsTooMuch: SimulatedVenue {
  var exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  mutating func reports(after sequence: Int64, account: String) -> [VenueReport]? {
    let honest = (try? exchange.reports(of: account, after: sequence, limit: 1000)) ?? []
    return honest.map { report in
      var copy = report
      if let fill = report.fill {
        copy.fill?.quantity = (try? fill.quantity + fill.quantity) ?? fill.quantity
      }
      return copy
    }
  }
}
