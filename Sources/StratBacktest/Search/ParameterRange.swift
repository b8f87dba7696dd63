package import StratLanguage

/// The values of a parameter that a search may try.
package struct ParameterRange: Hashable, Sendable {
  package var name: String
  package var low: Double
  package var high: Double
  /// The distance of neighbours; `nil` is any value in between.
  package var step: Double?

  package init(name: String, low: Double, high: Double, step: Double?) {
    self.name = name
    self.low = low
    self.high = high
    self.step = step
  }

  /// What the strategy itself declares; whole bounds and a whole default step by one.
  ///
  /// - Returns: `nil` where the parameter has no bounds.
  package init?(_ parameter: BoundParameter) {
    guard let low = parameter.low, let high = parameter.high else { return nil }
    let isWhole = [low, high, parameter.value].allSatisfy { $0 == $0.rounded() }
    self.init(
      name: parameter.name, low: low, high: high, step: parameter.step ?? (isWhole ? 1 : nil))
  }

  /// How many values there are; `nil` for endlessly many.
  package var count: Int? {
    guard let step else { return low == high ? 1 : nil }
    // A last value that the division just misses is one of them.
    let steps = ((high - low) / step + 1e-9).rounded(.down)
    return steps < 1e9 ? Int(steps) + 1 : nil
  }

  /// - Precondition: the range has steps.
  package func value(at index: Int) -> Double {
    guard let step else { return low }
    return Self.shortest(low + Double(index) * step, near: step)
  }

  /// A value at a share of the way through the range, on its nearest step below.
  package func value(at share: Double) -> Double {
    if let count { return value(at: min(Int(share * Double(count)), count - 1)) }
    return low + share * (high - low)
  }

  /// The number that was meant: 0.1 + 2 · 0.1 is 0.3.
  private static func shortest(_ value: Double, near step: Double) -> Double {
    var power = 1.0
    for _ in 0...9 {
      let rounded = (value * power).rounded() / power
      if (rounded - value).magnitude <= step.magnitude * 1e-9 { return rounded }
      power *= 10
    }
    return value
  }
}
