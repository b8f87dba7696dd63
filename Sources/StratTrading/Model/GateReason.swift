/// The questions an entry has to pass, in the order they are asked.
package enum Gate: String, Codable, Hashable, Sendable, CaseIterable {
  case tradingState
  case data
  case warmUp
  case dailyLoss
  case drawdown
  case maxPositions
  case sizing
  case venue
}

/// Why an entry did not become an order.
package struct GateReason: Codable, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Codable, Hashable, Sendable, CaseIterable {
    case halted = "G0101"
    case reducing = "G0102"
    case entryPending = "G0103"
    case exitPending = "G0104"
    case outsideHours = "G0105"
    case ruleNotAvailable = "G0201"
    case rulesContradict = "G0202"
    case priceNotAvailable = "G0203"
    case warmingUp = "G0301"
    case dailyLossReached = "G0401"
    case drawdownReached = "G0501"
    case maxPositionsOpen = "G0601"
    case sizeNotAvailable = "G0701"
    case sizeNotPositive = "G0702"
    case sizeRoundsToZero = "G0703"
    case belowMinimumNotional = "G0704"
    case notEnoughCash = "G0705"
    case amountTooLarge = "G0706"
    case sideNotAllowed = "G0801"
    case stopNotAvailable = "G0707"
    case stopNotProtective = "G0802"
    case targetNotAvailable = "G0708"
    case targetNotBeyondPrice = "G0803"
    case entryPriceNotAvailable = "G0709"

    package var gate: Gate {
      switch self {
      case .halted, .reducing, .entryPending, .exitPending, .outsideHours: .tradingState
      case .ruleNotAvailable, .rulesContradict, .priceNotAvailable: .data
      case .warmingUp: .warmUp
      case .dailyLossReached: .dailyLoss
      case .drawdownReached: .drawdown
      case .maxPositionsOpen: .maxPositions
      case .sizeNotAvailable, .sizeNotPositive, .sizeRoundsToZero, .belowMinimumNotional,
        .notEnoughCash, .amountTooLarge, .stopNotAvailable, .targetNotAvailable,
        .entryPriceNotAvailable:
        .sizing
      case .sideNotAllowed, .stopNotProtective, .targetNotBeyondPrice: .venue
      }
    }
  }

  package var code: Code
  /// The numbers behind the no, in words.
  package var detail: String

  package init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }

  package var gate: Gate { code.gate }
  package var description: String { "\(code.rawValue): \(detail)" }
}
