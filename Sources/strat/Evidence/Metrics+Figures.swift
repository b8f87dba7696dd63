import StratBacktest

extension Metrics {
  /// The figures that are filed, by the names they have in JSON.
  ///
  /// What depends on how many variants were tried is left out: it changes with every other run.
  /// The moments of the daily returns are there to compute it.
  var filedFigures: [String: Double] {
    var figures: [String: Double] = [:]
    for (name, value) in BacktestReport.figures(self) {
      switch value {
      case .number(let number): figures[name] = number.isFinite ? number : nil
      case .integer(let count): figures[name] = Double(count)
      case .string, .boolean, .null, .array, .object, .raw: break
      }
    }
    figures["trials"] = nil
    figures["deflated_sharpe"] = nil
    let moments = [
      ("days", Double(sample.count)), ("daily_mean", sample.mean),
      ("daily_deviation", sample.deviation), ("daily_skewness", sample.skewness),
      ("daily_kurtosis", sample.kurtosis),
    ]
    for (name, value) in moments where value.isFinite { figures[name] = value }
    return figures
  }
}

extension SharpeEvidence {
  /// The deflated Sharpe ratio of a filed run, given how many variants have been tried since.
  static func deflated(_ figures: [String: Double], trials: Int) -> Double? {
    guard let count = figures["days"], let mean = figures["daily_mean"],
      let deviation = figures["daily_deviation"], let skewness = figures["daily_skewness"],
      let kurtosis = figures["daily_kurtosis"], deviation > 0
    else { return nil }
    let sample = Sample(
      count: Int(count), mean: mean, deviation: deviation, skewness: skewness, kurtosis: kurtosis)
    let value = deflated(mean / deviation, sample, trials: trials)
    return value.isFinite ? value : nil
  }
}
