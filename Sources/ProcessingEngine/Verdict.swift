package import StratLanguage

/// What a strategy says about one bar, before any gate has looked at it.
package struct Verdict: Hashable, Sendable {
  package var entryLong: Kleene
  package var exitLong: Kleene
  package var entryShort: Kleene
  package var exitShort: Kleene
  /// The price of the stop and of the target; NaN for `na` or where the strategy has none.
  package var stop: Double
  package var target: Double
  /// The number of the `size` clause; NaN for `na` or where the strategy has none.
  package var size: Double
  /// What an entry waits for; NaN for `na` or where the rule names no price.
  package var entryLongPrice: Double
  package var entryShortPrice: Double

  package init(
    entryLong: Kleene = .false, exitLong: Kleene = .false, entryShort: Kleene = .false,
    exitShort: Kleene = .false, stop: Double = .nan, target: Double = .nan, size: Double = .nan,
    entryLongPrice: Double = .nan, entryShortPrice: Double = .nan
  ) {
    self.entryLong = entryLong
    self.exitLong = exitLong
    self.entryShort = entryShort
    self.exitShort = exitShort
    self.stop = stop
    self.target = target
    self.size = size
    self.entryLongPrice = entryLongPrice
    self.entryShortPrice = entryShortPrice
  }
}
