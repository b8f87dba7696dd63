/// How much a Sharpe ratio is worth, given how long it was measured, how returns were spread and
/// how many variants were tried.
///
/// Bailey and López de Prado, "The Sharpe Ratio Efficient Frontier" (2012) and "The Deflated Sharpe
/// Ratio" (2014). All ratios here are per period, not annual.
package enum SharpeEvidence {
  /// The probability that the true ratio is above a benchmark (PSR).
  package static func probability(
    of ratio: Double, above benchmark: Double, _ returns: Sample
  ) -> Double {
    guard returns.count > 1 else { return .nan }
    let spread =
      1 - returns.skewness * ratio + (returns.kurtosis - 1) / 4 * ratio * ratio
    guard spread > 0 else { return .nan }
    let distance = (ratio - benchmark) * Double(returns.count - 1).squareRoot()
    return Normal.probability(below: distance / spread.squareRoot())
  }

  /// The best ratio to be expected from trying `trials` variants that have no merit at all, when
  /// their ratios are spread with a standard deviation.
  package static func expectedBest(ofTrials trials: Int, deviation: Double) -> Double {
    guard trials > 1 else { return 0 }
    let euler = 0.577_215_664_901_532_9
    let e = 2.718_281_828_459_045
    let n = Double(trials)
    return deviation
      * ((1 - euler) * Normal.value(below: 1 - 1 / n)
        + euler * Normal.value(below: 1 - 1 / (n * e)))
  }

  /// The probability that a ratio is above what luck makes the best of `trials` (DSR).
  ///
  /// Where the spread of the trials is not known, it is that of a ratio estimated from as
  /// many returns, 1/√(n − 1).
  package static func deflated(
    _ ratio: Double, _ returns: Sample, trials: Int, deviation: Double? = nil
  ) -> Double {
    guard returns.count > 1 else { return .nan }
    let spread = deviation ?? 1 / Double(returns.count - 1).squareRoot()
    return probability(
      of: ratio, above: expectedBest(ofTrials: trials, deviation: spread), returns)
  }
}
