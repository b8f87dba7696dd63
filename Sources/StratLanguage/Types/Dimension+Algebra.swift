/// How dimensions combine. A `nil` result is a mistake that the checker reports.
extension Dimension {
  /// The common dimension of two numbers that are added, compared or chosen between.
  package static func unified(_ a: Dimension, _ b: Dimension) -> Dimension? {
    if a.flavour == .any { return b }
    if b.flavour == .any || a == b { return a }
    return nil
  }

  /// `any` takes the other side's dimension; powers add up; points survive one ratio.
  package static func product(_ a: Dimension, _ b: Dimension) -> Dimension {
    if a.flavour == .any { return b }
    if b.flavour == .any { return a }
    if a.flavour == .points && b.flavour == .points { return .any }
    let flavour: Flavour = a.flavour == .points || b.flavour == .points ? .points : .plain
    return combined(a, b, sign: 1, flavour: flavour)
  }

  /// Points over points are a ratio; what divides by `any` keeps its dimension.
  package static func quotient(_ a: Dimension, _ b: Dimension) -> Dimension {
    if a.flavour == .any { return .any }
    if b.flavour == .any { return a }
    if b.flavour == .points && a.flavour != .points { return .any }
    let flavour: Flavour = a.flavour == .points && b.flavour != .points ? .points : .plain
    return combined(a, b, sign: -1, flavour: flavour)
  }

  /// Half of every power when all are even; otherwise `any`: no name fits such a number.
  package var squareRoot: Dimension {
    guard flavour == .plain, [price, volume, bars, time].allSatisfy({ $0 % 2 == 0 }) else {
      return .any
    }
    return Dimension(price: price / 2, volume: volume / 2, bars: bars / 2, time: time / 2)
  }

  /// A whole exponent multiplies the powers; any other leaves a ratio a ratio and the rest `any`.
  package func raised(to exponent: Double?) -> Dimension {
    if self == .ratio { return .ratio }
    guard flavour == .plain, let exponent, let whole = Int8(exactly: exponent) else {
      return exponent == 1 ? self : .any
    }
    let powers = [price, volume, bars, time].map { $0.multipliedReportingOverflow(by: whole) }
    guard !powers.contains(where: \.overflow) else { return .any }
    return Dimension(
      price: powers[0].partialValue, volume: powers[1].partialValue,
      bars: powers[2].partialValue, time: powers[3].partialValue)
  }

  /// What a value becomes under a declared result; ratio and points may stand for each other there.
  package static func adopted(declared: Dimension, actual: Dimension) -> Dimension? {
    if let same = unified(declared, actual) { return declared == .any ? .any : same }
    let scales: [Dimension] = [.ratio, .points]
    return scales.contains(declared) && scales.contains(actual) ? declared : nil
  }

  private static func combined(
    _ a: Dimension, _ b: Dimension, sign: Int, flavour: Flavour
  ) -> Dimension {
    func power(_ x: Int8, _ y: Int8) -> Int8? { Int8(exactly: Int(x) + sign * Int(y)) }
    guard let price = power(a.price, b.price), let volume = power(a.volume, b.volume),
      let bars = power(a.bars, b.bars), let time = power(a.time, b.time)
    else { return .any }
    return Dimension(flavour, price: price, volume: volume, bars: bars, time: time)
  }
}
