import StratBacktest
import Testing

/// Figures against values worked out by hand or by published tables.
struct MetricsTests {
  @Test func `the normal distribution`() {
    #expect(abs(Normal.probability(below: 0) - 0.5) < 1e-15)
    #expect(abs(Normal.probability(below: 1.959_963_984_540_054) - 0.975) < 1e-12)
    #expect(abs(Normal.value(below: 0.975) - 1.959_963_984_540_054) < 1e-9)
    #expect(abs(Normal.value(below: 0.01) + 2.326_347_874_040_841) < 1e-9)
    #expect(Normal.value(below: 1) == .infinity)
  }

  @Test func `moments of a sample`() {
    let sample = Sample([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(sample.mean == 5)
    #expect(abs(sample.deviation - (32.0 / 7).squareRoot()) < 1e-15)
    // Population moments: m3 = 42/8, m4 = 356/8, σ² = 4.
    #expect(abs(sample.skewness - 5.25 / 8) < 1e-15)
    #expect(abs(sample.kurtosis - 44.5 / 16) < 1e-15)
  }

  @Test func `drawdown by hand`() {
    let fall = Drawdown([110, 99, 105, 120, 60, 90, 119, 130, 125], from: 100)
    #expect(fall.depth == 0.5)
    #expect(fall.peak == 3)
    #expect(fall.trough == 4)
    #expect(fall.recovery == 7)
    #expect(fall.longest == 4)
  }

  @Test func `a fall from the start and one that never ends`() {
    let fall = Drawdown([90, 80, 85], from: 100)
    #expect(fall.depth == 0.2)
    #expect(fall.trough == 1)
    #expect(fall.recovery == nil)
    #expect(Drawdown([], from: 100).depth == 0)
    #expect(Drawdown([100, 101, 102], from: 100).depth == 0)
  }

  @Test func `days, months and years`() {
    let day: Int64 = 86_400_000
    // 2020-01-30 to 2020-02-02, two values on the first day.
    let start: Int64 = 18_291 * day
    let daily = DailyEquity(
      [start, start + 1_000, start + day, start + 2 * day, start + 3 * day],
      [100, 110, 121, 121, 133.1])
    #expect(daily.equity == [110, 121, 121, 133.1])
    let returns = daily.returns(from: 100)
    for (value, expected) in zip(returns, [0.1, 0.1, 0, 0.1]) {
      #expect(abs(value - expected) < 1e-12)
    }
    let monthly = MonthlyReturns(daily, from: 100)
    #expect(monthly.months.map(\.month) == [1, 2])
    #expect(abs(monthly.months[0].value - 0.21) < 1e-12)
    #expect(abs(monthly.months[1].value - 0.1) < 1e-12)
    #expect(abs(monthly.year(2020) - 0.331) < 1e-12)
  }

  @Test func `a deflated ratio falls with every variant that was tried`() {
    var values: [Double] = []
    for index in 0..<500 { values.append(index % 2 == 0 ? 0.012 : -0.01) }
    let sample = Sample(values)
    let ratio = sample.mean / sample.deviation
    var last = SharpeEvidence.deflated(ratio, sample, trials: 1)
    #expect(abs(last - SharpeEvidence.probability(of: ratio, above: 0, sample)) < 1e-15)
    for trials in [2, 10, 100, 10_000] {
      let next = SharpeEvidence.deflated(ratio, sample, trials: trials)
      #expect(next < last)
      last = next
    }
  }

  /// The expected maximum of 10 standard normal draws is 1.5388; the approximation gives 1.5746.
  @Test func `the best of many without merit`() {
    let best = SharpeEvidence.expectedBest(ofTrials: 10, deviation: 1)
    #expect(abs(best - 1.5388) < 0.05)
    #expect(SharpeEvidence.expectedBest(ofTrials: 1, deviation: 1) == 0)
  }
}
