import StratMarket

/// Something worth telling that is not a decision: the input was odd, or an order came to nothing.
package struct Note: Codable, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Codable, Hashable, Sendable, CaseIterable {
    case unknownSymbol = "N0001"
    case barOutOfOrder = "N0002"
    case unknownOrder = "N0003"
    case orderEventIgnored = "N0004"
    case duplicateFill = "N0005"
    case unexplainedFill = "N0006"
    case fillAfterEnd = "N0007"
    case openedAgainstPosition = "N0008"
    case orderRejected = "N0009"
    case orderLost = "N0010"
    case amountTooLarge = "N0011"
    case cashBelowZero = "N0012"
    case fillRecovered = "N0013"
    case holdingAdopted = "N0014"
    case foreignOrder = "N0015"
    case strayOrder = "N0016"
    case holdingDiffers = "N0017"
    case unknownCard = "N0018"
    case cardEndedBefore = "N0019"
  }

  package var code: Code
  package var symbol: String?
  package var detail: String

  package init(_ code: Code, symbol: String?, _ detail: String) {
    self.code = code
    self.symbol = symbol
    self.detail = detail
  }

  package var description: String {
    "\(code.rawValue): \(symbol.map { "\($0): " } ?? "")\(detail)"
  }
}

/// The state trading is in now, and what changed it.
package struct StateChange: Codable, Hashable, Sendable {
  package var mode: TradingMode
  package var holds: [Hold]
  package var cause: String
  /// Who decides that a signal becomes an order, where that is not what the configuration says.
  package var execution: ExecutionMode?
  package var degraded: Degradation?
}

/// What the trading core wants done or known.
package enum Effect: Hashable, Sendable {
  case submit(Order)
  case cancel(ClientOrderID, symbol: String)
  case signal(Signal)
  case decision(Decision)
  case trade(ClosedTrade)
  case payment(Payment)
  case state(StateChange)
  case note(Note)
  /// The user is asked.
  case card(Card)
  case cardEnded(CardEnd)
}
