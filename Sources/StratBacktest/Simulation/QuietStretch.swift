import StratMarket
import StratSyntax
import StratTrading

/// Finds the rows of one symbol on which nothing can happen, so that they need no decision.
///
/// A row is left out only where the trading core would do nothing but move the mark: no rule that
/// applies is true and no price comes near what rests at the venue. When in doubt a row is worked
/// on; the trades are those of working on every row, which a test shows.
struct QuietStretch {
  let signals: SignalTable
  let high: [Double]
  let low: [Double]
  let open: [Double]

  /// What the rows that were passed over said.
  struct Passed {
    /// The first row that has to be worked on.
    var next: Int
    /// Rows on which a rule that applies was `na`.
    var unknown: Int
  }

  func pass(from row: Int, to end: Int, _ book: QuietBook) -> Passed {
    if let side = book.side {
      return held(from: row, to: end, side, book)
    }
    return scan(from: row, to: end, signals.entryLong, signals.entryShort)
  }

  private func held(from row: Int, to end: Int, _ side: Side, _ book: QuietBook) -> Passed {
    let exit = signals.exit(side)
    let opposite = signals.entry(side.opposite)
    guard book.stop != nil || book.target != nil else {
      return scan(from: row, to: end, exit, opposite)
    }
    // Touched from above: the stop of a long, the target of a short; from below: the others.
    let under = side == .long ? book.stop : book.target
    let over = side == .long ? book.target : book.stop
    let floor = under.map { Self.widened($0.double, by: 1) } ?? -.infinity
    let ceiling = over.map { Self.widened($0.double, by: -1) } ?? .infinity
    var passed = Passed(next: row, unknown: 0)
    while passed.next < end {
      let row = passed.next
      if low[row] <= floor || high[row] >= ceiling || open[row] <= floor || open[row] >= ceiling {
        return passed
      }
      let rules = Self.rules(exit, opposite, row)
      if rules.isTrue { return passed }
      passed.unknown += rules.isUnknown ? 1 : 0
      passed.next += 1
    }
    return passed
  }

  /// Up to the first row on which one of two rules is true.
  private func scan(from row: Int, to end: Int, _ a: [UInt8], _ b: [UInt8]) -> Passed {
    let found: TruthScan
    if a.isEmpty && b.isEmpty {
      return Passed(next: end, unknown: 0)
    } else if a.isEmpty || b.isEmpty {
      found = TruthScan(a.isEmpty ? b : a, from: row, to: end)
    } else {
      found = TruthScan(a, b, from: row, to: end)
    }
    return Passed(next: found.next, unknown: found.missing)
  }

  @inline(__always)
  private static func rules(
    _ a: [UInt8], _ b: [UInt8], _ row: Int
  ) -> (isTrue: Bool, isUnknown: Bool) {
    let first = a.isEmpty ? 2 : a[row]
    let second = b.isEmpty ? 2 : b[row]
    return (first == 1 || second == 1, first == 0 || second == 0)
  }

  /// A price moved so far towards the market that no rounding can hide a touch.
  private static func widened(_ price: Double, by sign: Double) -> Double {
    price + sign * (price.magnitude * 1e-9 + 1e-9)
  }
}
