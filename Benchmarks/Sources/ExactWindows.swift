/// Two walks of prices around 30,000 that move by about a thousandth a bar, in whole multiples of
/// 2⁻²⁰, and what windows over them are worth without any rounding.
///
/// Whole numbers are exact: what is left of the distances from the window's first value fits into 64
/// bits however the walks go, and one division at the end rounds once.
struct ExactWindows {
  static let unit = 0x1p-20
  private static let start = 30_000 << 20
  /// A thousandth, in units.
  private static let move = 1_049

  let first: [Int]
  let second: [Int]

  init(rows: Int) {
    var state: UInt64 = 42
    func step() -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) % UInt64(2 * Self.move + 1)) - Self.move
    }
    var (a, b) = (Self.start, Self.start)
    var first: [Int] = []
    var second: [Int] = []
    first.reserveCapacity(rows)
    second.reserveCapacity(rows)
    for _ in 0..<rows {
      a += step()
      // Half of its own, half of the other's: somewhere between free and the same.
      b += (step() + (a - (first.last ?? a))) / 2
      first.append(a)
      second.append(b)
    }
    self.first = first
    self.second = second
  }

  var columns: [[Double]] { [first, second].map { $0.map { Double($0) * Self.unit } } }

  /// Each formula of the table over a window, exact but for the last rounding, with the size that its
  /// error is measured by.
  struct Values {
    var mean: Double
    var deviation: Double
    var correlation: Double
    var slope: Double
    /// Slope of a line that explains all of the window's deviation.
    var steepest: Double
    var end: Double
  }

  func values(endingIn row: Int, length n: Int) -> Values {
    let base = (first[row + 1 - n], second[row + 1 - n])
    var (x, y, xx, yy, xy, ix) = (0, 0, 0, 0, 0, 0)
    for i in 0..<n {
      let d = first[row + 1 - n + i] - base.0
      let e = second[row + 1 - n + i] - base.1
      x += d
      y += e
      xx += d * d
      yy += e * e
      xy += d * e
      ix += i * d
    }
    let spread = Double(n * xx - x * x).squareRoot()
    let other = Double(n * yy - y * y).squareRoot()
    let count = Double(n)
    // Σ (i − (n − 1)/2) d, doubled to stay whole.
    let moment = Double(2 * ix - (n - 1) * x)
    let slope = 6 * moment / (count * (count * count - 1)) * Self.unit
    let mean = Double(base.0 * n + x) / count * Self.unit
    let deviation = spread / count * Self.unit
    return Values(
      mean: mean, deviation: deviation, correlation: Double(n * xy - x * y) / (spread * other),
      slope: slope, steepest: deviation / ((count * count - 1) / 12).squareRoot(),
      end: mean + slope * (count - 1) / 2)
  }

  /// What is compared: a formula, and the error of a result as a part of its natural size.
  static func comparisons(length n: Int) -> [(formula: String, error: (Double, Values) -> Double)] {
    [
      ("sma(close, \(n))", { ($0 - $1.mean).magnitude / $1.mean }),
      ("stdev(close, \(n))", { ($0 - $1.deviation).magnitude / $1.deviation }),
      ("correlation(close, open, \(n))", { ($0 - $1.correlation).magnitude }),
      ("slope(close, \(n))", { ($0 - $1.slope).magnitude / $1.steepest }),
      ("linreg(close, \(n))", { ($0 - $1.end).magnitude / $1.end }),
    ]
  }
}
