/// What an equity curve comes to, in one pass over it.
struct CurveFigures {
  let initial: Double
  /// The last that is known.
  private(set) var final: Double
  private(set) var sum = 0.0
  /// Moments at which something was held.
  private(set) var held = 0
  private(set) var daily = DailyEquity()
  private(set) var drawdown: Drawdown

  init(_ curve: EquityCurve, from initial: Double) {
    self.initial = initial
    var final = initial
    var sum = 0.0
    var held = 0
    var daily = DailyEquity()
    var drawdown = Drawdown(from: initial)
    let times = curve.times
    curve.forEach { index, equity, exposure in
      if equity == equity { final = equity }
      sum += equity
      held &+= exposure > 0 ? 1 : 0
      daily.add(times[index], equity)
      drawdown.add(index, equity)
    }
    daily.finish()
    self.final = final
    self.sum = sum
    self.held = held
    self.daily = daily
    self.drawdown = drawdown
  }
}
