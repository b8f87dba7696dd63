/// The questions an entry has to pass, as they are numbered; `EntryGates` has the order in which
/// they are asked.
package enum Gate: String, Codable, Hashable, Sendable, CaseIterable {
  case tradingState
  case data
  case warmUp
  case dailyLoss
  case drawdown
  case maxPositions
  case sizing
  case venue
  case losses
  case accountHealth
  case orderRate
  case exposure
  case confirmation
}

/// Why an entry did not become an order.
package struct GateReason: Codable, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Codable, Hashable, Sendable, CaseIterable {
    case halted = "G0101"
    case reducing = "G0102"
    case entryPending = "G0103"
    case exitPending = "G0104"
    case outsideHours = "G0105"
    case cardWaiting = "G0106"
    case holiday = "G0107"
    case ruleNotAvailable = "G0201"
    case rulesContradict = "G0202"
    case priceNotAvailable = "G0203"
    case staleData = "G0204"
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
    case rollingLossReached = "G0901"
    case lossStreakReached = "G0902"
    case marginRatioReached = "G1001"
    case healthFactorReached = "G1002"
    case tooManyOrders = "G1101"
    case orderTooLarge = "G1201"
    case accountExposureReached = "G1202"
    case cardExpired = "G1301"
    case priceDrifted = "G1302"
    case noLongerWanted = "G1303"
    case rejectedByUser = "G1304"

    package var gate: Gate {
      switch self {
      case .halted, .reducing, .entryPending, .exitPending, .outsideHours, .cardWaiting, .holiday:
        .tradingState
      case .ruleNotAvailable, .rulesContradict, .priceNotAvailable, .staleData: .data
      case .warmingUp: .warmUp
      case .dailyLossReached: .dailyLoss
      case .drawdownReached: .drawdown
      case .maxPositionsOpen: .maxPositions
      case .sizeNotAvailable, .sizeNotPositive, .sizeRoundsToZero, .belowMinimumNotional,
        .notEnoughCash, .amountTooLarge, .stopNotAvailable, .targetNotAvailable,
        .entryPriceNotAvailable:
        .sizing
      case .sideNotAllowed, .stopNotProtective, .targetNotBeyondPrice: .venue
      case .rollingLossReached, .lossStreakReached: .losses
      case .marginRatioReached, .healthFactorReached: .accountHealth
      case .tooManyOrders: .orderRate
      case .orderTooLarge, .accountExposureReached: .exposure
      case .cardExpired, .priceDrifted, .noLongerWanted, .rejectedByUser: .confirmation
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
