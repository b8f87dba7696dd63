import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import TestSupport

extension SplitMix64 {
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

func price(_ text: String) -> Price { (try? Price(text: text)) ?? .zero }
func quantity(_ text: String) -> Quantity { (try? Quantity(text: text)) ?? .zero }
func money(_ text: String) -> Money { (try? Money(text: text)) ?? .zero }
func decimal(_ text: String) -> FixedDecimal { (try? FixedDecimal(text: text)) ?? .zero }

func instrument(
  _ symbol: String = "ABC", tick: String = "0.01", lot: String = "1", minimum: String = "0",
  allowsShort: Bool = true
) -> Instrument {
  Instrument(
    symbol: symbol, tickSize: price(tick), lotSize: quantity(lot),
    minimumNotional: money(minimum), currency: "USD", allowsShort: allowsShort)
}

/// A session with 10,000 in cash that sizes in units and has neither fees nor slippage.
func settings(
  _ instruments: [Instrument] = [instrument()],
  _ change: (inout SessionConfiguration) -> Void = { _ in }
) -> SessionConfiguration {
  var configuration = SessionConfiguration(
    id: SessionID("t"), strategyTitle: "Test", strategyHash: "00", instruments: instruments,
    initialCash: Money(10_000))
  configuration.sizing = .units
  change(&configuration)
  return configuration
}

func hour(_ index: Int) -> Timestamp { Timestamp(milliseconds: Int64(index) * 3_600_000) }

func flatCandle(_ index: Int, _ close: Double) -> Candle {
  Candle(time: hour(index), open: close, high: close, low: close, close: close, volume: 1)
}

func candle(
  _ index: Int, _ open: Double, _ high: Double, _ low: Double, _ close: Double
) -> Candle {
  Candle(time: hour(index), open: open, high: high, low: low, close: close, volume: 1)
}

func wants(
  long: Kleene = .false, exitLong: Kleene = .false, short: Kleene = .false,
  exitShort: Kleene = .false, size: Double = 10, stop: Double = .nan, target: Double = .nan,
  entryLongPrice: Double = .nan
) -> Verdict {
  Verdict(
    entryLong: long, exitLong: exitLong, entryShort: short, exitShort: exitShort, stop: stop,
    target: target, size: size, entryLongPrice: entryLongPrice)
}

/// A core with a hand on it: bars and fills go in by name, effects come out sorted by kind.
struct CoreBench {
  var core: TradingCore
  var bars: [String: Int] = [:]
  var fillCount = 0
  /// Everything the core has asked for.
  var effects: [Effect] = []

  init(_ configuration: SessionConfiguration = settings()) { core = TradingCore(configuration) }

  @discardableResult
  mutating func tell(_ event: Event) -> [Effect] {
    let new = core.handle(event)
    effects += new
    return new
  }

  @discardableResult
  mutating func close(
    _ close: Double, _ verdict: Verdict = wants(), of symbol: String = "ABC", warm: Bool = true,
    at index: Int? = nil, received: Timestamp? = nil
  ) -> [Effect] {
    let bar = index ?? bars[symbol, default: 0]
    bars[symbol] = bar + 1
    return tell(
      .bar(
        ClosedBar(
          symbol: symbol, index: bar, candle: flatCandle(bar, close), verdict: verdict,
          isWarm: warm, received: received)))
  }

  @discardableResult
  mutating func fill(
    _ order: Order, _ quantity: Quantity? = nil, at price: String, fee: String = "0",
    id: String? = nil
  ) -> [Effect] {
    fillCount += 1
    return tell(
      .venue(
        .filled(
          Fill(
            id: FillID(rawValue: id ?? "f\(fillCount)"), orderID: order.id,
            symbol: order.symbol, action: order.action, price: StratTradingTests.price(price),
            quantity: quantity ?? order.quantity, fee: money(fee),
            time: hour(bars.values.max() ?? 0)
          ))))
  }

  /// Opens a position of `verdict.size` at `price` by a rule and its fill.
  mutating func enter(
    _ side: Side = .long, at price: Double = 100, size: Double = 10, stop: Double = .nan,
    target: Double = .nan, of symbol: String = "ABC"
  ) {
    let verdict = wants(
      long: side == .long ? .true : .false, short: side == .short ? .true : .false, size: size,
      stop: stop, target: target)
    for order in close(price, verdict, of: symbol).orders { fill(order, at: "\(price)") }
  }

  func position(_ symbol: String = "ABC") -> Position? { core.books[symbol]?.position }
}

extension [Effect] {
  var orders: [Order] {
    compactMap { if case .submit(let order) = $0 { order } else { nil } }
  }
  var cancels: [ClientOrderID] {
    compactMap { if case .cancel(let id, _) = $0 { id } else { nil } }
  }
  var decisions: [Decision] {
    compactMap { if case .decision(let decision) = $0 { decision } else { nil } }
  }
  var signals: [Signal] {
    compactMap { if case .signal(let signal) = $0 { signal } else { nil } }
  }
  var notes: [Note.Code] {
    compactMap { if case .note(let note) = $0 { note.code } else { nil } }
  }
  var states: [StateChange] {
    compactMap { if case .state(let change) = $0 { change } else { nil } }
  }
  var cards: [Card] {
    compactMap { if case .card(let card) = $0 { card } else { nil } }
  }
  var cardEnds: [CardEnd] {
    compactMap { if case .cardEnded(let end) = $0 { end } else { nil } }
  }
  var trades: [ClosedTrade] {
    compactMap { if case .trade(let trade) = $0 { trade } else { nil } }
  }
  var opens: [OpenOrder] {
    orders.compactMap { if case .open(let order) = $0 { order } else { nil } }
  }
  var reduces: [ReduceOrder] {
    orders.compactMap { if case .reduce(let order) = $0 { order } else { nil } }
  }
  var reason: GateReason.Code? { decisions.last?.reason?.code }
  var outcome: Decision.Outcome? { decisions.last?.outcome }
}

extension ReduceOrder.Trigger {
  var isMarket: Bool { self == .market }
}
