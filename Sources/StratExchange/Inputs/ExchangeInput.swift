package import StratMarket
package import StratTrading

/// Everything an exchange can be told, so that it can be written down and told again.
package enum ExchangeInput: Codable, Hashable, Sendable {
  case account(name: String, deposit: Money)
  /// An order, with why it is refused where it is refused in any case.
  case submit(order: OrderRequest, account: String, refusal: String?)
  case cancel(id: ClientOrderID, account: String)
  case cancelAll(symbols: [String], account: String)
  case open(symbol: String, time: Timestamp, candle: CandleReading, intervalMilliseconds: Int64)
  case trade(symbol: String)
  case close(symbol: String)
  case partialFills(chance: PartialFills?)
}

/// What comes of an input.
package enum ExchangeAnswer: Hashable, Sendable {
  case done
  case submitted(SubmitOutcome)
  case cancelled(CancelOutcome)
  case cancelledAll([ClientOrderID])
}

extension Exchange {
  /// Does what it is told; where it throws, it is as it was before.
  @discardableResult
  package mutating func apply(_ input: ExchangeInput) throws(ExchangeError) -> ExchangeAnswer {
    switch input {
    case .account(let name, let deposit): try openAccount(name, deposit: deposit)
    case .submit(let request, let account, let refusal):
      return .submitted(try submit(request, account: account, refusal: refusal))
    case .cancel(let id, let account): return .cancelled(try cancel(id, account: account))
    case .cancelAll(let symbols, let account):
      return .cancelledAll(try cancelAll(of: symbols, account: account))
    case .open(let symbol, let time, let candle, let interval):
      try open(candle.candle(at: time), of: symbol, intervalMilliseconds: interval)
    case .trade(let symbol): try trade(symbol)
    case .close(let symbol): try close(symbol)
    case .partialFills(let chance): partialFills = chance
    }
    return .done
  }
}
