/// Which truths a condition can have on some bar; `na` is always possible.
package struct TruthRange: Hashable, Sendable {
  package var canBeTrue: Bool
  package var canBeFalse: Bool

  package init(canBeTrue: Bool, canBeFalse: Bool) {
    self.canBeTrue = canBeTrue
    self.canBeFalse = canBeFalse
  }

  package static let all = TruthRange(canBeTrue: true, canBeFalse: true)
  /// Of a condition that is `na` on every bar.
  package static let none = TruthRange(canBeTrue: false, canBeFalse: false)

  func union(_ other: TruthRange) -> TruthRange {
    TruthRange(
      canBeTrue: canBeTrue || other.canBeTrue, canBeFalse: canBeFalse || other.canBeFalse)
  }
}
