import StratExchange
import StratMarket
import StratRandom
import StratTrading

func price(_ text: String) -> Price { (try? Price(text: text)) ?? .zero }
func quantity(_ text: String) -> Quantity { (try? Quantity(text: text)) ?? .zero }
func money(_ text: String) -> Money { (try? Money(text: text)) ?? .zero }
func decimal(_ text: String) -> FixedDecimal { (try? FixedDecimal(text: text)) ?? .zero }

let hourMilliseconds: Int64 = 3_600_000

func hour(_ index: Int) -> Timestamp {
  Timestamp(milliseconds: Int64(index) * hourMilliseconds)
}

func instrument(
  _ symbol: String = "ABC", tick: String = "0.01", lot: String = "1", minimum: String = "0",
  allowsShort: Bool = true
) -> Instrument {
  Instrument(
    symbol: symbol, tickSize: price(tick), lotSize: quantity(lot),
    minimumNotional: money(minimum), currency: "USD", allowsShort: allowsShort)
}

func candle(
  _ index: Int, _ open: Double, _ high: Double, _ low: Double, _ close: Double,
  volume: Double = 1_000
) -> Candle {
  Candle(time: hour(index), open: open, high: high, low: low, close: close, volume: volume)
}

/// An order by name; a number in front of it makes ids that are easy to read.
func order(
  _ id: String, _ action: TradeAction, _ quantity: Int, _ kind: OrderRequest.Kind = .market,
  reduceOnly: Bool = false, of symbol: String = "ABC"
) -> OrderRequest {
  OrderRequest(
    id: ClientOrderID(rawValue: id), symbol: symbol, action: action, kind: kind,
    quantity: Quantity(quantity), reduceOnly: reduceOnly)
}

/// An exchange with accounts `a`, `b` and `c` of 10,000 each, driven candle by candle.
struct ExchangeBench {
  var exchange: Exchange
  var bar = 0

  init(
    _ instruments: [Instrument] = [instrument()], accounts: [String] = ["a", "b", "c"],
    _ change: (inout FillAssumptions) -> Void = { _ in }
  ) throws {
    var fills = FillAssumptions()
    change(&fills)
    exchange = try Exchange(ExchangeSettings(instruments: instruments, fills: fills))
    for name in accounts { try exchange.openAccount(name, deposit: Money(10_000)) }
  }

  mutating func run(
    _ open: Double, _ high: Double, _ low: Double, _ close: Double, volume: Double = 1_000,
    of symbol: String = "ABC"
  ) throws {
    let next = candle(bar, open, high, low, close, volume: volume)
    try exchange.open(next, of: symbol, intervalMilliseconds: hourMilliseconds)
    try exchange.trade(symbol)
    try exchange.close(symbol)
    bar += 1
  }

  @discardableResult
  mutating func submit(_ order: OrderRequest, _ account: String = "a") throws -> SubmitOutcome {
    try exchange.submit(order, account: account)
  }

  func fills(_ account: String = "a") -> [Fill] {
    exchange.accounts[account]?.reports.compactMap(\.fill) ?? []
  }

  func held(_ account: String = "a", _ symbol: String = "ABC") -> Quantity {
    exchange.accounts[account]?.holdings[symbol]?.quantity ?? .zero
  }

  func status(_ id: String, _ account: String = "a") -> OrderStatus? {
    exchange.accounts[account]?.orders[ClientOrderID(rawValue: id)]?.status
  }
}
