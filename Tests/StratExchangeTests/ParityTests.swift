import ProcessingEngine
import StratExchange
import StratLanguage
import StratMarket
import StratRandom
import StratSyntax
import StratTrading
import Testing

/// A session whose orders go to an exchange makes the trades of a paper session.
struct ParityTests {
  /// What a session does that has an exchange instead of a paper venue: it reads the reports that
  /// are new, and itself takes back what waited for its price during one candle.
  private struct Session {
    var core: TradingCore
    var exchange: Exchange
    var heard: Int64 = 0
    var sent: [Order] = []
    var fills: [Fill] = []

    init(_ configuration: SessionConfiguration) throws {
      core = TradingCore(configuration)
      exchange = try Exchange(
        ExchangeSettings(instruments: configuration.instruments, fills: configuration.fills))
      try exchange.openAccount("me", deposit: configuration.initialCash)
    }

    mutating func run(_ bar: ClosedBar) throws {
      try exchange.open(
        bar.candle, of: bar.symbol, intervalMilliseconds: hourMilliseconds)
      try hear()
      try exchange.trade(bar.symbol)
      try hear()
      try exchange.close(bar.symbol)
      try hear()
      for order in sent where order.restsForOneBar && order.symbol == bar.symbol {
        guard let known = exchange.accounts["me"]?.orders[order.id], known.status.isLive,
          order.isOpen || !known.progress.isTriggered
        else { continue }
        _ = try exchange.cancel(order.id, account: "me")
      }
      try hear()
      try obey(core.handle(.bar(bar)))
      try hear()
    }

    private mutating func hear() throws {
      while let report = try exchange.reports(of: "me", after: heard, limit: 1).first {
        heard = report.sequence
        if let fill = report.fill { fills.append(fill) }
        if let event = report.event { try obey(core.handle(.venue(event))) }
      }
    }

    private mutating func obey(_ effects: [Effect]) throws {
      for effect in effects {
        switch effect {
        case .submit(let order):
          sent.append(order)
          if case .rejected(let code, let detail) = try exchange.submit(
            OrderRequest(order), account: "me")
          {
            try obey(
              core.handle(
                .venue(.rejected(order.id, symbol: order.symbol, code, detail: detail))))
          }
        case .cancel(let id, _): _ = try exchange.cancel(id, account: "me")
        case .signal, .decision, .trade, .payment, .state, .note, .card, .cardEnded: break
        }
      }
    }
  }

  private struct Ear: LoopObserver {
    var fills: [Fill] = []

    mutating func note(_ report: VenueEvent, at time: Timestamp) throws(Never) {
      if case .filled(let fill) = report { fills.append(fill) }
    }
    mutating func note(_ effects: [Effect], at time: Timestamp) throws(Never) {}
    mutating func orderLeaves() throws(Never) {}
  }

  private func verdict(at close: Double, _ random: inout SplitMix64) -> Verdict {
    func chance(_ percent: Int) -> Bool { random.index(below: 100) < percent }
    func away() -> Double { Double(1 + random.index(below: 30)) / 10 }
    let isLong = chance(50)
    return Verdict(
      entryLong: isLong && chance(40) ? .true : .false,
      exitLong: chance(10) ? .true : .false,
      entryShort: !isLong && chance(40) ? .true : .false,
      exitShort: chance(10) ? .true : .false,
      stop: close + (isLong ? -away() : away()), target: close + (isLong ? away() : -away()),
      size: Double(1 + random.index(below: 40)),
      entryLongPrice: close + (chance(50) ? away() : -away()),
      entryShortPrice: close + (chance(50) ? away() : -away()))
  }

  @Test(arguments: 0..<60)
  func `random rules fill alike at both`(_ seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var configuration = SessionConfiguration(
      id: SessionID("t"), strategyTitle: "Test", strategyHash: "00",
      instruments: [instrument(tick: "0.1")], initialCash: Money(10_000))
    configuration.sizing = .units
    configuration.hasStop = random.index(below: 4) > 0
    configuration.hasTarget = random.index(below: 4) > 0
    let kinds: [EntryPriceKind?] = [nil, .limit, .stop]
    configuration.longEntry = kinds[random.index(below: 3)]
    configuration.shortEntry = kinds[random.index(below: 3)]
    configuration.fills.commission = Commission(
      maker: decimal("0.0002"), taker: decimal("0.0007"), minimum: money("0.5"))
    configuration.fills.slippage = Slippage(.share, decimal("0.001"))
    configuration.fills.bothHit = random.index(below: 2) == 0 ? .stop : .target
    configuration.fills.maxVolumeShare = random.index(below: 3) == 0 ? decimal("0.1") : nil

    var paper = TradingLoop(configuration)
    var ear = Ear()
    var session = try Session(configuration)
    var last = 100.0
    for bar in 0..<300 {
      func step() -> Double { Double(random.index(below: 41) - 20) / 10 }
      let open = max(5, last + (random.index(below: 4) == 0 ? step() : 0))
      let close = max(5, open + step())
      let next = candle(
        bar, open, max(open, close) + abs(step()), min(open, close) - abs(step()), close,
        volume: Double(random.index(below: 400)))
      last = close
      let closed = ClosedBar(
        symbol: "ABC", index: bar, candle: next, verdict: verdict(at: close, &random),
        isWarm: true)
      paper.trade(next, of: "ABC", &ear)
      paper.decide(closed, &ear)
      try session.run(closed)
      #expect(session.fills == ear.fills, "seed \(seed), bar \(bar)")
      if session.fills != ear.fills { return }
    }
    #expect(ear.fills.count > 20, "seed \(seed)")
    #expect(session.core.account == paper.core.account, "seed \(seed)")
    // The exchange counts as the core does.
    #expect(session.exchange.accounts["me"]?.cash == session.core.account.cash)
  }
}
