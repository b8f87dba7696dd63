import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import TestSupport
import Testing

/// Random events, sensible and not, and what has to hold after every one of them.
struct RandomStreamTests {
  @Test(arguments: 0..<10)
  func `whatever is reported, positions, money and orders stay consistent`(part: Int) throws {
    for round in 0..<1_000 {
      let seed = UInt64(part * 1_000 + round)
      var stream = RandomStream(seed: seed)
      for _ in 0..<28 {
        guard try stream.step() else {
          Issue.record("seed \(seed): \(stream.complaints.joined(separator: "; "))")
          return
        }
      }
      if round % 100 == 0 {
        let text = try CanonicalJSON.encode(stream.core)
        #expect(
          try CanonicalJSON.decode(TradingCore.self, from: text) == stream.core, "seed \(seed)")
      }
    }
  }

  @Test func `the streams reach what they are meant to test`() throws {
    var reached: [String: Int] = [:]
    for seed in 0..<300 {
      var stream = RandomStream(seed: UInt64(seed))
      for _ in 0..<28 { _ = try stream.step() }
      reached.merge(stream.reached, uniquingKeysWith: +)
    }
    for what in [
      "open", "reduce", "cancel", "trade", "exit", "enter", "blocked", "reverse", "unknown",
      "N0003", "N0004", "N0005", "N0006", "N0007", "N0009", "N0010", "exit while not active",
    ] {
      #expect((reached[what] ?? 0) > 5, "\(what)")
    }
  }
}

/// A core in a storm, with its own simple books beside it.
struct RandomStream {
  var core: TradingCore
  var random: SplitMix64
  var complaints: [String] = []
  var reached: [String: Int] = [:]
  private var bars: [String: Int] = [:]
  private var known: [String: [Order]] = [:]
  private var pastFills: [Fill] = []
  private var held: [String: Int] = [:]
  private var cash = Money(10_000)
  private var fees = Money.zero
  private let symbols = ["A", "B"]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    var chance = random
    core = TradingCore(
      settings(symbols.map { instrument($0) }) {
        $0.hasStop = chance.chance(50)
        $0.hasTarget = chance.chance(50)
        if chance.chance(50) { $0.limits.maxDailyLoss = decimal("0.1") }
        if chance.chance(50) { $0.limits.maxDrawdown = decimal("0.2") }
        if chance.chance(50) { $0.limits.maxPositions = 1 }
        if chance.chance(50) { $0.limits.maxPositionSize = decimal("0.3") }
        $0.fills.slippage = Slippage(.share, decimal("0.001"))
        $0.fills.commission = Commission(rate: decimal("0.001"))
      })
    random = chance
  }

  /// Tells the core something; whether everything that has to hold does.
  mutating func step() throws -> Bool {
    let event = nextEvent()
    let before = core
    let effects = core.handle(event)
    keepBooks(event, effects)
    check(event, before, effects)
    try checkMoney()
    return complaints.isEmpty
  }

  // MARK: events

  private mutating func nextEvent() -> Event {
    let symbol = symbols.randomElement(using: &random) ?? "A"
    switch Int.random(in: 0..<100, using: &random) {
    case ..<45: return .bar(bar(symbol))
    case ..<48: return .command(command())
    case ..<50: return .venue(.accepted(ClientOrderID(rawValue: "ghost"), symbol: symbol))
    default: return .venue(report(symbol))
    }
  }

  private mutating func bar(_ symbol: String) -> ClosedBar {
    var index = bars[symbol, default: 0]
    if random.chance(3) { index = max(0, index - 2) } else { bars[symbol] = index + 1 }
    let close = random.chance(3) ? Double.nan : Double.random(in: 80...120, using: &random)
    let exact = (close * 100).rounded() / 100
    // Six hours a bar, so that days pass.
    var candle = flatCandle(index, exact)
    candle.time = Timestamp(milliseconds: Int64(index) * 6 * 3_600_000)
    return ClosedBar(
      symbol: symbol, index: index, candle: candle,
      verdict: wants(
        long: truth(40), exitLong: truth(25), short: truth(25), exitShort: truth(25),
        size: random.chance(5) ? .nan : Double.random(in: -1...60, using: &random),
        stop: random.chance(50) ? 70 : 130, target: random.chance(50) ? 140 : 60),
      isWarm: random.chance(90))
  }

  private mutating func truth(_ percent: Int) -> Kleene {
    if random.chance(percent) { return .true }
    return random.chance(8) ? .na : .false
  }

  private mutating func command() -> Command {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .pause(reason: "p")
    case 1: .halt(reason: "h", flatten: random.chance(50))
    default: .resume(reason: "r")
    }
  }

  private mutating func report(_ symbol: String) -> VenueEvent {
    let live = core.books[symbol]?.live.map(\.order) ?? []
    let pool = random.chance(80) || known[symbol] == nil ? live : known[symbol] ?? []
    guard let order = pool.randomElement(using: &random) else {
      return .cancelled(ClientOrderID(rawValue: "ghost"), symbol: symbol, detail: "")
    }
    switch Int.random(in: 0..<100, using: &random) {
    case ..<15: return .accepted(order.id, symbol: symbol)
    case ..<25: return .cancelled(order.id, symbol: symbol, detail: "")
    case ..<31: return .rejected(order.id, symbol: symbol, .other, detail: "")
    case ..<36:
      if let again = pastFills.randomElement(using: &random) { return .filled(again) }
      return .accepted(order.id, symbol: symbol)
    default:
      let whole = Int(order.quantity.double)
      let excess = random.chance(3) ? 1 : 0
      let part = random.chance(50) ? whole : Int.random(in: 0...whole, using: &random)
      let fill = Fill(
        id: FillID(rawValue: "\(random.next())"), orderID: order.id, symbol: symbol,
        action: order.action,
        price: Price(FixedDecimal(Int.random(in: 8_000...12_000, using: &random), decimals: 2)),
        quantity: Quantity(part + excess),
        fee: Money(FixedDecimal(Int.random(in: 0...99, using: &random), decimals: 3)),
        time: core.books[symbol]?.lastTime ?? hour(0))
      pastFills.append(fill)
      return .filled(fill)
    }
  }

  // MARK: what has to hold

  /// Books as a child would keep them: a fill that was not refused is counted.
  private mutating func keepBooks(_ event: Event, _ effects: [Effect]) {
    for note in effects.notes { reached[note.rawValue, default: 0] += 1 }
    guard case .venue(.filled(let fill)) = event else { return }
    let refusals: Set<Note.Code> = [.duplicateFill, .unexplainedFill, .amountTooLarge]
    guard refusals.isDisjoint(with: effects.notes) else { return }
    let sign = fill.action == .buy ? 1 : -1
    held[fill.symbol, default: 0] += sign * Int(fill.quantity.double)
    if let value = try? fill.price * fill.quantity,
      let paid = try? cash + (sign > 0 ? -value : value),
      let left = try? paid - fill.fee, let sum = try? fees + fill.fee
    {
      cash = left
      fees = sum
    }
  }

  private mutating func check(_ event: Event, _ before: TradingCore, _ effects: [Effect]) {
    for symbol in symbols {
      let position = core.books[symbol]?.position
      demand(
        (position?.signedQuantity ?? .zero) == Quantity(held[symbol] ?? 0),
        "the position in \(symbol) is not the sum of its fills")
      demand(position?.quantity.isPositive != false, "a position of nothing in \(symbol)")
      demand(
        position != nil
          || core.books[symbol]?.live.allSatisfy { $0.order.isOpen || $0.cancelRequested } == true,
        "a reduce order rests without a position")
      let resting = core.books[symbol]?.live.filter { !$0.cancelRequested } ?? []
      demand(
        resting.allSatisfy { $0.order.isOpen || $0.order.reducedSide == position?.side },
        "an order reduces a side that is not held")
    }
    for order in effects.orders {
      demand(
        known[order.symbol]?.contains { $0.id == order.id } != true, "\(order.id) twice")
      known[order.symbol, default: []].append(order)
      reached[order.isOpen ? "open" : "reduce", default: 0] += 1
      switch order {
      case .open:
        // A new day may have lifted the hold of the day before, just before the decision.
        let mode = effects.states.first?.mode ?? before.state.mode
        demand(before.state.mode == .active || mode == .active, "an open order while \(mode)")
        demand(before.books[order.symbol]?.hasPending != true, "two entries at once")
      case .reduce(let reduce):
        let position = core.books[order.symbol]?.position
        demand(
          position?.side == reduce.side && reduce.quantity <= (position?.quantity ?? .zero),
          "\(order.id) reduces more than there is")
      }
    }
    reached["cancel", default: 0] += effects.cancels.count
    reached["trade", default: 0] += effects.trades.count
    if case .bar(let bar) = event { checkBar(bar, before, effects) }
  }

  private mutating func checkBar(_ bar: ClosedBar, _ before: TradingCore, _ effects: [Effect]) {
    let isNew = bar.index > before.books[bar.symbol]?.lastBar ?? -1
    demand(effects.decisions.count == (isNew ? 1 : 0), "a bar without its one decision")
    guard isNew, let outcome = effects.outcome else { return }
    reached[outcome.rawValue, default: 0] += 1
    if outcome == .blocked || outcome == .unknown {
      demand(effects.decisions.last?.reason != nil, "a no without a reason")
    }
    guard let position = before.books[bar.symbol]?.position else { return }
    let exit = position.side == .long ? bar.verdict.exitLong : bar.verdict.exitShort
    guard exit == .true else { return }
    let closing = core.books[bar.symbol]?.live.filter { ticket in
      guard case .reduce(let order) = ticket.order else { return false }
      return order.trigger.isMarket
    }
    let covered = closing?.reduce(0) { $0 + Int($1.remaining.double) } ?? 0
    demand(covered >= Int(position.quantity.double), "an exit was stopped")
    if before.state.mode != .active { reached["exit while not active", default: 0] += 1 }
  }

  private mutating func checkMoney() throws {
    let account = core.account
    let counted = (cash: cash, fees: fees)
    demand(account.cash == counted.cash, "cash is \(account.cash), fills say \(counted.cash)")
    demand(account.fees == counted.fees, "fees are \(account.fees), fills say \(counted.fees)")
    var holdings = Money.zero
    var exposure = Money.zero
    for symbol in symbols {
      guard let book = core.books[symbol], let position = book.position, let mark = book.mark
      else { continue }
      holdings = try holdings + mark * position.signedQuantity
      exposure = try exposure + mark * position.quantity
    }
    demand(account.holdings == holdings, "holdings drifted")
    demand(account.exposure == exposure, "exposure drifted")
    let equity = try account.equity()
    let earned = try account.initialCash + account.realised + core.unrealised() - account.fees
    demand(equity == earned, "equity \(equity) is not initial + profit − fees = \(earned)")
  }

  private mutating func demand(_ holds: Bool, _ complaint: @autoclosure () -> String) {
    if !holds { complaints.append(complaint()) }
  }
}

extension Order {
  fileprivate var reducedSide: Side? {
    switch self {
    case .open: nil
    case .reduce(let order): order.side
    }
  }
}

extension SymbolBook {
  fileprivate var hasPending: Bool { live.contains { $0.order.isOpen } }
}
