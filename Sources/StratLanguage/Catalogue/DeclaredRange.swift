import StratSyntax

/// Between which numbers a result always lies; a missing bound is none.
package struct DeclaredRange: Hashable, Sendable {
  package var lower: Double?
  package var upper: Double?

  package init(lower: Double? = nil, upper: Double? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// Reads `0 to 100`, `0 or more`, `0 or less`.
  package init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 3, let first = Double(words[0]) else { return nil }
    switch (words[1], words[2]) {
    case ("or", "more"): self.init(lower: first)
    case ("or", "less"): self.init(upper: first)
    case ("to", let last):
      guard let last = Double(last), first < last else { return nil }
      self.init(lower: first, upper: last)
    default: return nil
    }
  }

  var closed: ClosedRange<Double> { (lower ?? -.infinity)...(upper ?? .infinity) }

  package func contains(_ value: Double) -> Bool {
    value >= lower ?? -.infinity && value <= upper ?? .infinity
  }

  package var description: String {
    switch (lower, upper) {
    case (let low?, let high?): "\(low.written) to \(high.written)"
    case (let low?, nil): "\(low.written) or more"
    case (nil, let high?): "\(high.written) or less"
    case (nil, nil): "any number"
    }
  }
}

extension FunctionDeclaration {
  /// What the line `Range:` above a function of the prelude says.
  var declaredRange: DeclaredRange? {
    for line in documentation where line.hasPrefix("Range: ") {
      return DeclaredRange(String(line.dropFirst("Range: ".count)))
    }
    return nil
  }
}
