package import StratMarket

/// What a bar brings to be paid for what was held before it opened.
package struct Carry: Codable, Hashable, Sendable {
  /// Rates of the funding payments that are due, in the order of their stamps.
  package var funding: [FixedDecimal]?
  /// What idle cash has earned since the bar before, as a rate a year.
  package var interest: FixedDecimal?

  package init(funding: [FixedDecimal] = [], interest: FixedDecimal? = nil) {
    self.funding = funding.isEmpty ? nil : funding
    self.interest = interest
  }

  package static let none = Carry()

  package var isNone: Bool { funding == nil && interest == nil }
}

/// Money that came or went for holding something, not for trading it.
package struct Payment: Codable, Hashable, Sendable {
  package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// Between the longs and the shorts of a perpetual: longs pay a positive rate.
    case funding
    /// For what was borrowed to be sold short.
    case borrow
    /// For idle cash.
    case interest
  }

  package var symbol: String
  package var kind: Kind
  /// Above zero when it was received.
  package var amount: Money
  /// The share that was paid of what was held; a year's, but for funding.
  package var rate: FixedDecimal
  package var time: Timestamp
}
