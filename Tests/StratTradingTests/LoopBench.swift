import ProcessingEngine
import StratLanguage
import StratMarket
import StratTrading

/// Core and venue in step, as every mode runs them, with all that came of it.
struct LoopBench {
  struct Recorder: LoopObserver {
    var fills: [Fill] = []
    var reports: [VenueEvent] = []
    var effects: [Effect] = []

    mutating func note(_ report: VenueEvent, at time: Timestamp) {
      reports.append(report)
      if case .filled(let fill) = report { fills.append(fill) }
    }

    mutating func note(_ effects: [Effect], at time: Timestamp) { self.effects += effects }

    mutating func orderLeaves() {}
  }

  var loop: TradingLoop
  var seen = Recorder()
  var bar = 0

  init(_ configuration: SessionConfiguration) { loop = TradingLoop(configuration) }

  mutating func run(
    _ open: Double, _ high: Double, _ low: Double, _ close: Double,
    _ verdict: Verdict = wants(), volume: Double = 1, carry: Carry = .none
  ) {
    let candle = Candle(
      time: hour(bar), open: open, high: high, low: low, close: close, volume: volume)
    loop.trade(candle, of: "ABC", carry: carry, &seen)
    loop.decide(
      ClosedBar(symbol: "ABC", index: bar, candle: candle, verdict: verdict, isWarm: true), &seen)
    bar += 1
  }

  /// A bar on which nothing moves.
  mutating func flat(_ price: Double, _ verdict: Verdict = wants(), volume: Double = 1) {
    run(price, price, price, price, verdict, volume: volume)
  }

  var prices: [String] { seen.fills.map { "\($0.action.rawValue) \($0.price)" } }
  var trades: [ClosedTrade] { seen.effects.trades }
  var held: Quantity? { loop.core.books["ABC"]?.position?.signedQuantity }

  var payments: [Payment] {
    seen.effects.compactMap { if case .payment(let payment) = $0 { payment } else { nil } }
  }

  var notes: [Note] {
    seen.effects.compactMap { if case .note(let note) = $0 { note } else { nil } }
  }

  var decisions: [Decision] {
    seen.effects.compactMap { if case .decision(let decision) = $0 { decision } else { nil } }
  }

  /// The two equations that hold exactly after every event.
  var balances: Bool {
    let account = loop.core.account
    guard let equity = try? account.equity(), let unrealised = try? loop.core.unrealised(),
      let sum = try? account.initialCash + account.realised + unrealised - account.fees
        + account.payments
    else { return false }
    return equity == sum
  }
}
