import StratMarket
import StratTrading
import Synchronization

/// The desks of a search over one frame, each made once; threads share them.
final class LedgerDesks: Sendable {
  private struct Place: Hashable {
    let terms: LedgerTerms
    let rows: Range<Int>
  }

  private struct Known {
    var prices: [MarketTerms: LedgerPrices?] = [:]
    var desks: [Place: LedgerDesk?] = [:]
  }

  private let known = Mutex(Known())

  /// - Returns: `nil` where prices or terms are not such that a ledger can count with them.
  func desk(_ terms: LedgerTerms, _ frame: Frame, rows: Range<Int>) -> LedgerDesk? {
    known.withLock { known in
      let place = Place(terms: terms, rows: rows)
      if let desk = known.desks[place] { return desk }
      if known.prices[terms.market] == nil {
        known.prices[terms.market] = .some(LedgerPrices(CandleSeries(frame), terms.market))
      }
      let desk = known.prices[terms.market].flatMap(\.self).flatMap {
        LedgerDesk(terms, $0, times: frame.times, rows: rows)
      }
      known.desks[place] = .some(desk)
      return desk
    }
  }
}
