/// Random numbers that are the same on every machine for the same seed.
///
/// Sebastiano Vigna's SplitMix64: a counter stepped by the golden ratio, then mixed.
package struct SplitMix64: RandomNumberGenerator, Codable, Hashable, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0 ..< 1.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in 0 ..< bound, all but as likely as each other: biased by less than 2⁻³² for bounds
  /// below 2³².
  ///
  /// - Precondition: the bound is above zero.
  package mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "there is something to choose from")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
