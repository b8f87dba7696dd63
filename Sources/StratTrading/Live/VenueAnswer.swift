/// What a venue answered to a request about one order.
package enum VenueAnswer: Hashable, Sendable {
  case submitted(SubmitOutcome)
  case cancelled(CancelOutcome)
  case lookedUp(LookupOutcome)
}

/// `{"request":"submit","outcome":"rejected","code":"other","detail":"…"}`.
extension VenueAnswer: Codable {
  private enum CodingKeys: String, CodingKey {
    case request, outcome, order, code, detail
  }

  private enum Request: String, Codable {
    case submit, cancel, lookUp
  }

  private enum Outcome: String, Codable {
    case accepted, rejected, duplicate, done, noSuchOrder, found, absent, unknown
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func order() throws -> VenueOrder { try container.decode(VenueOrder.self, forKey: .order) }
    func detail() throws -> String { try container.decode(String.self, forKey: .detail) }
    let request = try container.decode(Request.self, forKey: .request)
    let outcome = try container.decode(Outcome.self, forKey: .outcome)
    switch (request, outcome) {
    case (.submit, .accepted): self = .submitted(.accepted(try order()))
    case (.submit, .duplicate): self = .submitted(.duplicate(try order()))
    case (.submit, .rejected):
      let code = try container.decode(RejectionCode.self, forKey: .code)
      self = .submitted(.rejected(code, detail: try detail()))
    case (.submit, .unknown): self = .submitted(.unknown(try detail()))
    case (.cancel, .done): self = .cancelled(.done(try order()))
    case (.cancel, .noSuchOrder): self = .cancelled(.noSuchOrder)
    case (.cancel, .unknown): self = .cancelled(.unknown(try detail()))
    case (.lookUp, .found): self = .lookedUp(.found(try order()))
    case (.lookUp, .absent): self = .lookedUp(.absent)
    case (.lookUp, .unknown): self = .lookedUp(.unknown(try detail()))
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .outcome, in: container, debugDescription: "no such answer to this request")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func put(_ request: Request, _ outcome: Outcome, _ order: VenueOrder? = nil) throws {
      try container.encode(request, forKey: .request)
      try container.encode(outcome, forKey: .outcome)
      try container.encodeIfPresent(order, forKey: .order)
    }
    switch self {
    case .submitted(.accepted(let order)): try put(.submit, .accepted, order)
    case .submitted(.duplicate(let order)): try put(.submit, .duplicate, order)
    case .submitted(.rejected(let code, let detail)):
      try put(.submit, .rejected)
      try container.encode(code, forKey: .code)
      try container.encode(detail, forKey: .detail)
    case .submitted(.unknown(let detail)):
      try put(.submit, .unknown)
      try container.encode(detail, forKey: .detail)
    case .cancelled(.done(let order)): try put(.cancel, .done, order)
    case .cancelled(.noSuchOrder): try put(.cancel, .noSuchOrder)
    case .cancelled(.unknown(let detail)):
      try put(.cancel, .unknown)
      try container.encode(detail, forKey: .detail)
    case .lookedUp(.found(let order)): try put(.lookUp, .found, order)
    case .lookedUp(.absent): try put(.lookUp, .absent)
    case .lookedUp(.unknown(let detail)):
      try put(.lookUp, .unknown)
      try container.encode(detail, forKey: .detail)
    }
  }
}
