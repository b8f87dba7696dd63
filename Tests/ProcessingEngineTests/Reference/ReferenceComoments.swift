/// Covariance and slope of the last n rows, by the words of `Operation`: how two series, or one and
/// the number of the row, move together within prefix and suffix, and then in both.
struct ReferenceComoments {
  private typealias Arithmetic = ReferenceArithmetic

  private let x: ReferenceWindow
  private let y: ReferenceWindow?

  /// Nothing unless the window is full and no value in it is `na`.
  init?(_ x: [Double], endingIn row: Int, length n: Int) {
    guard let window = ReferenceWindow(x, endingIn: row, length: n) else { return nil }
    self.x = window
    y = nil
  }

  init?(_ x: [Double], _ y: [Double], endingIn row: Int, length n: Int) {
    guard let first = ReferenceWindow(x, endingIn: row, length: n),
      let second = ReferenceWindow(y, endingIn: row, length: n)
    else { return nil }
    self.x = first
    self.y = second
  }

  private struct Part {
    var base: (x: Double, y: Double)
    var mean = (x: 0.0, y: 0.0)
    var moment = 0.0
  }

  /// - Precondition: there is a second series.
  var covariance: Double {
    guard let y else { return .nan }
    let prefix = Self.pairs(x.prefix, y.prefix)
    var moment = prefix.moment
    if !x.suffix.isEmpty {
      let suffix = Self.pairs(x.suffix.reversed(), y.suffix.reversed())
      let dx = Arithmetic.add(
        Arithmetic.subtract(prefix.mean.x, suffix.mean.x),
        Arithmetic.subtract(prefix.base.x, suffix.base.x))
      let dy = Arithmetic.add(
        Arithmetic.subtract(prefix.mean.y, suffix.mean.y),
        Arithmetic.subtract(prefix.base.y, suffix.base.y))
      let share = Double(x.suffix.count) * Double(x.prefix.count) / Double(x.length)
      moment = Arithmetic.add(
        Arithmetic.add(suffix.moment, prefix.moment),
        Arithmetic.multiply(Arithmetic.multiply(dx, dy), share))
    }
    return Arithmetic.divide(moment, Double(x.length))
  }

  private static func pairs(_ x: [Double], _ y: [Double]) -> Part {
    var part = Part(base: (x[0], y[0]))
    for (index, pair) in zip(x, y).enumerated() {
      let u = Arithmetic.subtract(pair.0, part.base.x)
      let v = Arithmetic.subtract(pair.1, part.base.y)
      let share = 1 / Double(index + 1)
      let d = Arithmetic.subtract(u, part.mean.x)
      part.mean.x = Arithmetic.add(part.mean.x, Arithmetic.multiply(d, share))
      part.mean.y = Arithmetic.add(
        part.mean.y, Arithmetic.multiply(Arithmetic.subtract(v, part.mean.y), share))
      part.moment = Arithmetic.add(
        part.moment, Arithmetic.multiply(d, Arithmetic.subtract(v, part.mean.y)))
    }
    return part
  }

  var slope: Double {
    let prefix = Self.line(x.prefix, sign: 1)
    var moment = prefix.moment
    if !x.suffix.isEmpty {
      let suffix = Self.line(x.suffix.reversed(), sign: -1)
      let d = Arithmetic.add(
        Arithmetic.subtract(prefix.mean.x, suffix.mean.x),
        Arithmetic.subtract(prefix.base.x, suffix.base.x))
      let half = Double(x.suffix.count) * Double(x.prefix.count) / 2
      moment = Arithmetic.add(
        Arithmetic.add(suffix.moment, prefix.moment), Arithmetic.multiply(d, half))
    }
    let n = Double(x.length)
    return Arithmetic.divide(moment, n * (n * n - 1) / 12)
  }

  private static func line(_ x: [Double], sign: Double) -> Part {
    var part = Part(base: (x[0], 0))
    for (index, value) in x.enumerated() {
      let d = Arithmetic.subtract(Arithmetic.subtract(value, part.base.x), part.mean.x)
      part.mean.x = Arithmetic.add(part.mean.x, Arithmetic.multiply(d, 1 / Double(index + 1)))
      part.moment = Arithmetic.add(
        part.moment, Arithmetic.multiply(sign * d, Double(index) / 2))
    }
    return part
  }
}
