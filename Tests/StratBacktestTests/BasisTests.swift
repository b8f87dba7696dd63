import Foundation
import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// A coin held and its perpetual sold short, with hourly funding, against a table worked out
/// elsewhere: every row is reached by the core's own positions, payments and account.
struct BasisTests {
  static let file = "../shared/golden/basis_btc_hyperliquid.csv"

  /// The table trades with what it has, the core has no leverage: so it gets twice as much.
  private static let spare = Money(1_000_000)

  private struct Row {
    let time: Timestamp
    let price: Price
    let rate: FixedDecimal
    let held: Quantity
    let collateral: Double
    let perpetual: Double
    let coins: Double
    let net: Double

    init(_ line: Substring) throws {
      let parts = line.split(separator: ",")
      time = try #require(Timestamp(String(parts[0])))
      price = try Price(text: parts[1])
      rate = try FixedDecimal(text: parts[3])
      // Fourteen digits behind the point, of which twelve are counted.
      held = try Quantity(try #require(Double(parts[4])))
      collateral = try #require(Double(parts[7]))
      perpetual = try #require(Double(parts[8]))
      coins = try #require(Double(parts[9]))
      net = try #require(Double(parts[10]))
    }
  }

  /// The venue of the table: it fills as much of an order as the table says.
  private struct Desk {
    var core: TradingCore
    var orders: [String: ClientOrderID] = [:]
    var fills = 0

    mutating func tell(_ event: Event) {
      for effect in core.handle(event) {
        if case .submit(let order) = effect {
          orders[order.symbol] = order.id
          tell(.venue(.accepted(order.id, symbol: order.symbol)))
        }
      }
    }

    mutating func fill(
      _ symbol: String, _ action: TradeAction, _ quantity: Quantity, _ row: Row, fee: Money? = nil
    ) throws {
      let id = try #require(orders[symbol])
      let commission = Commission(rate: FixedDecimal(1, decimals: 3))
      let usual = try commission.charge(on: row.price * quantity, of: quantity, isMaker: false)
      fills += 1
      tell(
        .venue(
          .filled(
            Fill(
              id: FillID(rawValue: "\(fills)"), orderID: id, symbol: symbol, action: action,
              price: row.price, quantity: quantity, fee: fee ?? usual, time: row.time))))
    }

    mutating func decide(_ symbol: String, _ verdict: Verdict, _ row: Row, index: Int) {
      let close = row.price.double
      tell(
        .bar(
          ClosedBar(
            symbol: symbol, index: index,
            candle: Candle(
              time: row.time, open: close, high: close, low: close, close: close, volume: 1),
            verdict: verdict, isWarm: true)))
    }
  }

  @Test(.enabled(if: HistoryFixtures.has(file), "../shared/golden is not here"))
  func `positions, funding, fees and money are those of the table`() throws {
    let url = HistoryFixtures.root.appending(path: Self.file)
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let rows = try text.split(separator: "\n").dropFirst().map(Row.init)
    var configuration = SessionConfiguration(
      id: SessionID("basis"), strategyTitle: "Basis", strategyHash: "00",
      instruments: ["COIN", "PERP"].map {
        Instrument(
          symbol: $0, tickSize: Price(FixedDecimal(1, decimals: 1)),
          lotSize: Quantity(FixedDecimal(1, decimals: 12)), currency: "USD")
      }, initialCash: try Money(1_000_000) + Self.spare)
    configuration.sizing = .units
    var desk = Desk(core: TradingCore(configuration))
    var seen = 0
    for (index, row) in rows.enumerated() {
      if index == 0 {
        // Orders for a little more than is filled; the table takes this one fee from the purchase.
        desk.decide("COIN", Verdict(entryLong: .true, size: 21), row, index: 0)
        desk.decide("PERP", Verdict(entryShort: .true, size: 21), row, index: 0)
        try desk.fill(
          "COIN", .buy, row.held, row,
          fee: Money(try FixedDecimal(text: "857.142857142857")))
        try desk.fill("PERP", .sell, row.held, row)
      } else {
        desk.tell(
          .due(
            Dues(
              symbol: "PERP", carry: Carry(funding: [row.rate]), price: row.price,
              time: row.time)))
        let before = try #require(desk.core.books["COIN"]?.position).quantity
        if row.held < before {
          // What remains of the entries is taken back, and a part of both legs given up.
          for (symbol, verdict) in [
            ("COIN", Verdict(exitLong: .true)), ("PERP", Verdict(exitShort: .true)),
          ] {
            if desk.core.books[symbol]?.position?.closing == nil {
              let entry = try #require(desk.orders[symbol])
              desk.tell(.venue(.cancelled(entry, symbol: symbol, detail: "the rest")))
              desk.decide(symbol, verdict, row, index: index)
            }
          }
          let less = try before - row.held
          try desk.fill("COIN", .sell, less, row)
          try desk.fill("PERP", .buy, less, row)
        }
      }
      try expect(row, desk.core, index)
      seen += 1
    }
    #expect(seen == 1_100)
  }

  private func expect(_ row: Row, _ core: TradingCore, _ index: Int) throws {
    let coin = try #require(core.books["COIN"]?.position)
    let perpetual = try #require(core.books["PERP"]?.position)
    #expect(coin.quantity == row.held, "row \(index)")
    #expect(perpetual.signedQuantity == -row.held, "row \(index)")
    #expect(abs(perpetual.averagePrice.double - 42_503.5) < 1e-6, "row \(index)")
    // What the short sale brought in is the other side's, not collateral.
    let collateral = try core.account.cash - perpetual.cost - Self.spare
    let balance = try collateral + perpetual.unrealised(at: row.price)
    let coins = try coin.value(at: row.price)
    let net = try balance + coins
    for (name, ours, theirs) in [
      ("collateral", collateral, row.collateral), ("perpetual", balance, row.perpetual),
      ("coins", coins, row.coins), ("net", net, row.net),
    ] {
      #expect(abs(ours.double - theirs) <= 1e-9 * abs(theirs), "\(name) in row \(index)")
    }
  }
}
