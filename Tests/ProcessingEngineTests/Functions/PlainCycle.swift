import Foundation

/// Ehlers' cycle measurement as TA-Lib computes it, bar after bar in one loop.
struct PlainCycle {
  private(set) var smooth: [Double] = []
  private(set) var inphase: [Double] = []
  private(set) var quadrature: [Double] = []
  /// What was measured from the length before, and that as far as anything was measured.
  private(set) var next: [Double] = []
  private(set) var rough: [Double] = []
  private(set) var period: [Double] = []

  /// - Parameter before: the length taken for that of the bar before; the one found when `nil`.
  init(_ x: [Double], wait: Int = 9, before fixed: Double? = nil) {
    var detrended: [Double] = []
    var (i, q, real, imaginary) = (0.0, 0.0, 0.0, 0.0)
    var begun = false
    for row in x.indices {
      let s =
        row < wait + 3 ? 0 : (4 * x[row] + 3 * x[row - 1] + 2 * x[row - 2] + x[row - 3]) / 10
      smooth.append(s)
      let before = fixed ?? rough.last ?? 0
      detrended.append(Self.turned(smooth, before))
      quadrature.append(Self.turned(detrended, before))
      inphase.append(row < 3 ? 0 : detrended[row - 3])
      let (lastI, lastQ) = (i, q)
      i = 0.2 * (inphase[row] - Self.turned(quadrature, before)) + 0.8 * lastI
      q = 0.2 * (quadrature[row] + Self.turned(inphase, before)) + 0.8 * lastQ
      real = 0.2 * (i * lastI + q * lastQ) + 0.8 * real
      imaginary = 0.2 * (i * lastQ - q * lastI) + 0.8 * imaginary
      var found = before
      if real != 0, imaginary != 0 { found = 2 * Double.pi / atan(imaginary / real) }
      if found > 1.5 * before { found = 1.5 * before }
      if found < 0.67 * before { found = 0.67 * before }
      found = min(max(found, 6), 50)
      next.append(0.2 * found + 0.8 * before)
      begun = begun || s != 0
      rough.append(begun ? next[row] : 0)
      period.append(0.33 * rough[row] + 0.67 * (period.last ?? 0))
    }
  }

  /// The transform of the last of a series, zero where there is nothing before it.
  static func turned(_ x: [Double], _ period: Double) -> Double {
    func ago(_ bars: Int) -> Double { x.count > bars ? x[x.count - 1 - bars] : 0 }
    let sum = 0.0962 * ago(0) + 0.5769 * ago(2) - 0.5769 * ago(4) - 0.0962 * ago(6)
    return sum * (0.075 * period + 0.54)
  }

  /// The phase on a row, in degrees.
  func phase(_ row: Int) -> Double {
    let count = Int(period[row] + 0.5)
    var (real, imaginary) = (0.0, 0.0)
    for place in 0..<count {
      let angle = 2 * Double.pi * Double(place) / Double(count)
      real += sin(angle) * smooth[row - place]
      imaginary += cos(angle) * smooth[row - place]
    }
    var phase = atan(real / imaginary) * 180 / Double.pi + 90 + 360 / period[row]
    if imaginary < 0 { phase += 180 }
    return phase > 315 ? phase - 360 : phase
  }

  /// The trend line of a price on a row.
  func trendLine(_ x: [Double], _ row: Int) -> Double {
    let means = (0..<4).map { back in
      let count = Int(period[row - back] + 0.5)
      return PlainSeries.mean(Array(x[(row - back + 1 - count)...(row - back)]))
    }
    return (4 * means[0] + 3 * means[1] + 2 * means[2] + means[3]) / 10
  }
}
