package import StratMarket

/// What is taken for granted about the fills and costs of a simulated venue; all of it is here.
///
/// Two sessions with equal candles, strategies and assumptions have equal fills.
package struct FillAssumptions: Codable, Hashable, Sendable {
  /// Which way a bar is read in which prices went both against a position and for it.
  package enum BothHit: String, Codable, Hashable, Sendable, CaseIterable {
    /// Against it first: stops before targets.
    case stop
    /// For it first.
    case target

    package var other: BothHit { self == .stop ? .target : .stop }
  }

  package var commission = Commission()
  package var slippage = Slippage.none
  package var bothHit = BothHit.stop
  /// How much of a bar's volume orders may take; `nil` is any size.
  package var maxVolumeShare: FixedDecimal?
  /// What holding a short costs a year, as a share of its value.
  package var borrowRate: FixedDecimal?
  /// The column with the rates of funding payments.
  package var funding: String?
  /// The column with the yearly rate that idle cash earns.
  package var interest: String?
  /// Whether the prices were adjusted for splits and dividends by `adj_close`.
  package var isAdjusted = false

  package init() {}

  package init(feeRate: FixedDecimal, slippage: FixedDecimal = .zero) {
    commission = Commission(rate: feeRate)
    self.slippage = Slippage(.share, slippage)
  }

  /// A year, for rates: 365 days.
  package static let yearMilliseconds: Int64 = 365 * 86_400_000

  /// One text for equal assumptions and another for others: canonical JSON.
  package func canonicalText() throws -> String { try CanonicalJSON.encode(self) }

  /// The fee rate and the slippage, where they say everything.
  var plain: (feeRate: FixedDecimal, slippage: FixedDecimal)? {
    guard let rate = commission.plainRate, let share = slippage.plainShare,
      self == FillAssumptions(feeRate: rate, slippage: share)
    else { return nil }
    return (rate, share)
  }

  /// How much orders may take of a bar's volume; `nil` is any size.
  package func volumeToTake(of bar: BarRange, lot: Quantity) -> Quantity? {
    guard let maxVolumeShare else { return nil }
    // Of a volume that is not known nothing is taken.
    let volume = bar.volume ?? .zero
    return (try? (volume.magnitude * maxVolumeShare).rounded(to: lot, .down)) ?? .zero
  }

  /// All that is wrong, in words.
  package var problems: [String] {
    var found = commission.problems + slippage.problems
    if let maxVolumeShare, !maxVolumeShare.isPositive || maxVolumeShare > .one {
      found.append("the share of the volume must be above 0 and at most 1")
    }
    if let borrowRate, borrowRate.isNegative {
      found.append("the borrow rate must not be below zero")
    }
    return found
  }
}
