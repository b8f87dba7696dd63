import StratLanguage

/// The figures that follow from what an account was worth at the end of each day.
struct ReturnFigures: Sendable {
  let years: Double
  let totalReturn: Double
  let annualReturn: Double?
  let returns: [Double]
  let sample: Sample
  /// Mean over deviation, of a day.
  let ratio: Double
  let volatility: Double?
  let sharpe: Double?
  let sortino: Double?
  let calmar: Double?

  /// - Parameters:
  ///   - start: the opening times of the first and the last bar.
  ///   - depth: the deepest fall, as a fraction.
  init(
    initial: Double, final: Double, start: Int64, end: Int64, daily: DailyEquity, depth: Double
  ) {
    years = Double(end - start) / (365.25 * 86_400_000)
    totalReturn = final / initial - 1
    // Less than a month says nothing about a year.
    annualReturn =
      years >= 1.0 / 12 && final > 0 ? ScalarArithmetic.power(final / initial, 1 / years) - 1 : nil
    returns = daily.returns(from: initial)
    sample = Sample(returns)
    let scale = daily.daysPerYear.squareRoot()
    volatility = Self.said(sample.deviation * scale)
    ratio = sample.mean / sample.deviation
    sharpe = Self.said(ratio * scale)
    let downside = (returns.reduce(0) { $0 + min($1, 0) * min($1, 0) } / Double(returns.count))
      .squareRoot()
    sortino = Self.said(sample.mean / downside * scale)
    calmar = annualReturn.flatMap { Self.said($0 / depth) }
  }

  static func said(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
