import StratExchange
package import StratMarket
import StratRandom
package import StratTrading

/// A live session, a venue and the network between them in one process, from one seed.
///
/// Nothing here reads a clock or draws real chance: equal seeds give equal worlds, so that a
/// schedule of faults that ends badly can be lived through again.
package struct SimulatedWorld {
  /// A candle of one symbol as it will come.
  package struct Market: Sendable {
    package var symbol: String
    package var candles: [Candle]
    /// How many of them are history when the session starts.
    package var history: Int

    package init(symbol: String, candles: [Candle], history: Int) {
      self.symbol = symbol
      self.candles = candles
      self.history = history
    }
  }

  /// The account that the session trades on.
  package static let account = "main"

  package let seed: UInt64
  package let configuration: SessionConfiguration
  package let settings: LiveSettings
  package let makeSources: () throws -> [String: any VerdictSource]
  package var venue: any SimulatedVenue
  package private(set) var driver: LiveDriver?
  /// Why the session could not be restored, which must never be.
  package internal(set) var failure: String?
  /// How often the session was killed, and orders were sent.
  package private(set) var crashes = 0
  package private(set) var sent = 0
  package internal(set) var faultsMet: [String: Int] = [:]
  let journal = CrashingJournal()
  /// All that the journal has on disk.
  package var recorded: [JournalRecord] { journal.committed }
  private let markets: [Market]
  private let interval: Int64
  private(set) var rates: FaultRates
  private var random: SplitMix64
  private var queue = EventQueue<WorldEvent>()
  private var now: Int64
  private var clockOffset: Int64 = 0
  /// Of the process and of its connection: what belongs to an earlier one is not heard any more.
  private var life = 0
  private var connection = 0
  private var isConnected = false
  private var mutedUntil: Int64 = 0
  private var sentMessages: Int64 = 0
  private var nextWake = Int64.max
  /// Writes of a symbol go out one after the other.
  private var outbox: [String: [LiveRequest]] = [:]
  private var isWriting: Set<String> = []
  private var past: [VenueSnapshot] = []
  private var ends: Int64 = 0

  /// - Precondition: at least one market, all with candles of one length.
  package init(
    seed: UInt64, _ configuration: SessionConfiguration, settings: LiveSettings = LiveSettings(),
    venue: any SimulatedVenue, markets: [Market], intervalMilliseconds: Int64, rates: FaultRates,
    sources: @escaping () throws -> [String: any VerdictSource]
  ) {
    self.seed = seed
    self.configuration = configuration
    self.settings = settings
    self.venue = venue
    self.markets = markets
    interval = intervalMilliseconds
    self.rates = rates
    makeSources = sources
    random = SplitMix64(seed: seed)
    now = 0
  }

  /// The venue says that it lives so often, in milliseconds.
  private var heartbeat: Int64 { max(5_000, interval / 12) }

  // MARK: - Running

  /// Lives until all candles are over, then lets everything settle without any more faults.
  package mutating func run() {
    prepare()
    while failure == nil, let (time, event) = queue.next() {
      now = max(now, time)
      if now >= ends, rates != .none { calm() }
      happen(event)
      if now > ends + Self.settling { break }
    }
  }

  /// How long after the last candle everything has to have been cleared up.
  private static let settling: Int64 = 30 * 60_000

  private mutating func prepare() {
    if rates.partialFill > 0 {
      tell(
        .partialFills(chance: PartialFills(probability: rates.partialFill, seed: random.next())))
    }
    var first = Int64.max
    for (index, market) in markets.enumerated() {
      for row in market.candles.indices {
        let open = market.candles[row].time.milliseconds
        if row < market.history {
          pass(market.candles[row], of: market.symbol)
          continue
        }
        first = min(first, open)
        ends = max(ends, open + interval)
        // The venue works on one symbol after the other.
        let shift = Int64(index)
        queue.add(.open(index, row), at: open + shift)
        queue.add(.trade(index, row), at: open + interval / 2 + shift)
        queue.add(.close(index, row), at: open + interval - 1_000 + shift)
      }
    }
    now = first - 900
    queue.add(.start, at: now)
    queue.add(.heartbeat, at: now)
  }

  /// A candle from before anybody looked.
  private mutating func pass(_ candle: Candle, of symbol: String) {
    open(candle, of: symbol)
    tell(.trade(symbol: symbol))
    tell(.close(symbol: symbol))
  }

  private mutating func open(_ candle: Candle, of symbol: String) {
    tell(
      .open(
        symbol: symbol, time: candle.time, candle: CandleReading(candle),
        intervalMilliseconds: interval))
  }

  /// What the exchange does not do is a fault of the simulation.
  private mutating func tell(_ input: ExchangeInput) {
    do {
      try venue.exchange.apply(input)
    } catch {
      failure = "the exchange: \(error)"
    }
  }

  private mutating func calm() {
    rates = .none
    journal.isFull = false
    mutedUntil = 0
    tell(.partialFills(chance: nil))
  }

  private mutating func happen(_ event: WorldEvent) {
    switch event {
    case .open(let market, let row):
      let known = sequence
      open(markets[market].candles[row], of: markets[market].symbol)
      announce(after: known)
    case .trade(let market, _):
      let known = sequence
      tell(.trade(symbol: markets[market].symbol))
      announce(after: known)
    case .close(let market, let row):
      let known = sequence
      tell(.close(symbol: markets[market].symbol))
      announce(after: known)
      let symbol = markets[market].symbol
      publish(
        .candle(symbol: symbol, markets[market].candles[row], intervalMilliseconds: interval))
    case .heartbeat:
      publish(.heartbeat(time: Timestamp(milliseconds: now), sequence: sequence))
      if now < ends + Self.settling { queue.add(.heartbeat, at: now + heartbeat) }
    case .start: start()
    case .connect(let life): if life == self.life { connect() }
    case .watch(let life): if life == self.life { watch() }
    case .wake(let life):
      guard life == self.life, now >= nextWake else { break }
      nextWake = .max
      perform { $0.wake(at: $1) }
    case .message(let connection, let message):
      if connection == self.connection, isConnected { hear(message) }
    case .arrive(let life, let request): arrive(request, from: life)
    case .answer(let life, let answer): if life == self.life { hear(answer) }
    case .room: journal.isFull = false
    }
  }

  // MARK: - The session's process

  private var clock: Timestamp { Timestamp(milliseconds: now + clockOffset) }

  private mutating func start() {
    do {
      let session = try LiveSession(
        configuration, settings: settings, sources: try makeSources())
      driver = try LiveDriver(session, journal: journal)
    } catch {
      failure = "the session cannot be restored: \(error)"
      return
    }
    perform { session, now in session.take(.started, at: now) }
    connect()
    queue.add(.watch(life), at: now + 3 * heartbeat)
  }

  private mutating func crash() {
    guard driver != nil else { return }
    count("crash")
    crashes += 1
    life += 1
    driver = nil
    isConnected = false
    connection += 1
    outbox = [:]
    isWriting = []
    nextWake = .max
    journal.crash()
    queue.add(.start, at: now + delay(1_000, 60_000))
  }

  /// Lets something happen to the session, as its runner does.
  private mutating func perform(_ body: (inout LiveSession, Timestamp) -> LiveStep) {
    guard driver != nil else { return }
    misfortune()
    guard var driver else { return }
    self.driver = nil
    let clock = clock
    do {
      let (_, requests) = try driver.perform(at: clock) { body(&$0, clock) }
      self.driver = driver
      for request in requests { send(request) }
      if let deadline = driver.session.nextDeadline {
        let due = now + max(1, deadline.milliseconds - clock.milliseconds)
        if due < nextWake {
          nextWake = due
          queue.add(.wake(life), at: due)
        }
      }
    } catch {
      failure = "the session failed: \(error)"
    }
    // Between writing down and sending is the worst moment.
    if chance(rates.crash) { crash() }
  }

  private mutating func misfortune() {
    if chance(rates.diskFull), !journal.isFull {
      count("disk full")
      journal.isFull = true
      queue.add(.room, at: now + delay(1_000, 120_000))
    }
    if chance(rates.clockJump) {
      count("clock jump")
      clockOffset += Int64(random.index(below: 240_000)) - 120_000
    }
    if chance(rates.crash) { crash() }
  }

  private mutating func connect() {
    guard driver != nil, !isConnected else { return }
    connection += 1
    isConnected = true
    sentMessages = now
    perform { session, now in session.take(.connected, at: now) }
    guard let driver else { return }
    for symbol in configuration.instruments.map(\.symbol) {
      send(.candles(symbol: symbol, after: driver.session.lastTime(of: symbol)))
    }
    if let last = driver.session.lastReport { send(.reports(after: last)) }
    send(.snapshot)
  }

  /// The watchdog: a stream that says nothing is as good as none.
  private mutating func watch() {
    guard driver != nil else { return }
    // As the runner does at every tick.
    driver?.commit()
    if isConnected, now - sentMessages > 6 * heartbeat { disconnect("nothing was heard for long") }
    if now < ends + Self.settling { queue.add(.watch(life), at: now + 3 * heartbeat) }
  }

  private mutating func disconnect(_ why: String) {
    guard isConnected else { return }
    isConnected = false
    connection += 1
    perform { session, now in session.take(.disconnected(detail: why), at: now) }
    queue.add(.connect(life), at: now + delay(100, 10_000))
  }

  private mutating func hear(_ message: VenueMessage) {
    sentMessages = now
    switch message {
    case .report(let report): perform { $0.receive(report, at: $1) }
    case .candle(let symbol, let candle, _): perform { $0.receive(candle, of: symbol, at: $1) }
    case .heartbeat(let time, let sequence):
      perform { $0.receiveHeartbeat(sequence: sequence, venueTime: time, at: $1) }
    case .quote: break
    }
  }

  private mutating func hear(_ answer: WorldAnswer) {
    switch answer {
    case .order(let id, let symbol, let answer):
      perform { $0.answered(answer, of: id, at: $1) }
      switch answer {
      case .submitted, .cancelled:
        isWriting.remove(symbol)
        sendNext(of: symbol)
      case .lookedUp: break
      }
    case .reports(let reports): perform { $0.receive(reports, at: $1) }
    case .snapshot(let snapshot): perform { $0.receive(snapshot, at: $1) }
    case .candles(let symbol, let candles):
      let isFirst = !(driver?.session.isReady(symbol) ?? true)
      perform { session, now in
        isFirst
          ? session.load(candles, of: symbol, at: now)
          : session.receive(candles, of: symbol, at: now)
      }
    case .again(let request): send(request)
    }
  }

  // MARK: - The network

  private mutating func send(_ request: LiveRequest) {
    switch request {
    case .submit(let order):
      outbox[order.symbol, default: []].append(request)
      sendNext(of: order.symbol)
    case .cancel(_, let symbol):
      outbox[symbol, default: []].append(request)
      sendNext(of: symbol)
    case .lookUp, .reports, .snapshot, .candles: transmit(request)
    }
  }

  private mutating func sendNext(of symbol: String) {
    guard !isWriting.contains(symbol), let first = outbox[symbol]?.first else { return }
    outbox[symbol]?.removeFirst()
    isWriting.insert(symbol)
    transmit(first)
  }

  private mutating func transmit(_ request: LiveRequest) {
    if request.isWrite { sent += 1 }
    if chance(rates.requestLost) {
      count("request lost")
      giveUp(request, from: life)
      return
    }
    var travel = delay(5, 400)
    if chance(rates.requestLate) {
      count("request late")
      travel += delay(1_000, 8_000)
      // Longer than anybody waits for the answer.
      if travel > Self.timeout { giveUp(request, from: life) }
    }
    queue.add(.arrive(life, request), at: now + travel)
  }

  /// How long an answer is waited for.
  private static let timeout: Int64 = 5_000

  /// No answer comes in time.
  private mutating func giveUp(_ request: LiveRequest, from life: Int) {
    let answer: WorldAnswer
    switch request {
    case .submit(let order):
      answer = .order(order.id, order.symbol, .submitted(.unknown("no answer")))
    case .cancel(let id, let symbol):
      answer = .order(id, symbol, .cancelled(.unknown("no answer")))
    case .lookUp(let id, let symbol):
      answer = .order(id, symbol, .lookedUp(.unknown("no answer")))
    case .reports, .snapshot, .candles: answer = .again(request)
    }
    queue.add(.answer(life, answer), at: now + Self.timeout)
  }

  private mutating func arrive(_ request: LiveRequest, from life: Int) {
    if chance(rates.busy) {
      count("busy")
      giveUp(request, from: life)
      return
    }
    let known = sequence
    let answer = execute(request)
    announce(after: known)
    guard let answer, !chance(rates.answerLost) else {
      count("answer lost")
      giveUp(request, from: life)
      return
    }
    queue.add(.answer(life, answer), at: now + delay(5, 400))
  }

  private mutating func execute(_ request: LiveRequest) -> WorldAnswer? {
    switch request {
    case .submit(let order):
      if chance(rates.refused) {
        count("refused")
        let refusal = try? venue.exchange.submit(
          order, account: Self.account, refusal: "refused by the simulation")
        if let refusal { return .order(order.id, order.symbol, .submitted(refusal)) }
      }
      return .order(
        order.id, order.symbol, .submitted(venue.submit(order, account: Self.account)))
    case .cancel(let id, let symbol):
      return .order(id, symbol, .cancelled(venue.cancel(id, account: Self.account)))
    case .lookUp(let id, let symbol):
      return .order(id, symbol, .lookedUp(venue.lookUp(id, account: Self.account)))
    case .reports(let after):
      return venue.reports(after: after, account: Self.account).map { .reports($0) }
    case .snapshot:
      guard let snapshot = venue.snapshot(Self.account) else { return nil }
      defer { past.append(snapshot) }
      if chance(rates.stale), !past.isEmpty {
        count("stale reading")
        return .snapshot(past[random.index(below: past.count)])
      }
      return .snapshot(snapshot)
    case .candles(let symbol, let after):
      return .candles(symbol, closedCandles(of: symbol, after: after))
    }
  }

  /// Those that are over, as a venue serves them; where nothing is known yet, the history.
  private func closedCandles(of symbol: String, after: Timestamp?) -> [Candle] {
    guard let market = markets.first(where: { $0.symbol == symbol }) else { return [] }
    let over = market.candles.filter { $0.time.milliseconds + interval - 1_000 <= now }
    guard let after else { return Array(over.suffix(max(market.history, 1))) }
    return over.filter { $0.time > after }
  }

  // MARK: - The stream

  private var sequence: Int64 { venue.exchange.accounts[Self.account]?.sequence ?? 0 }

  /// Sends the reports that have come about.
  private mutating func announce(after known: Int64) {
    for report in venue.reports(after: known, account: Self.account) ?? [] {
      publish(.report(report))
    }
  }

  private mutating func publish(_ message: VenueMessage) {
    guard isConnected else { return }
    if chance(rates.disconnect) {
      count("disconnected")
      disconnect("the connection broke")
      return
    }
    if now >= mutedUntil, chance(rates.mute) {
      count("mute")
      mutedUntil = now + delay(10_000, 180_000)
    }
    guard now >= mutedUntil else { return }
    if chance(rates.messageLost) {
      count("message lost")
      return
    }
    var copies = 1
    if chance(rates.messageTwice) {
      count("message twice")
      copies = 2
    }
    for _ in 0..<copies {
      var travel = delay(5, 50)
      if chance(rates.messageLate) {
        count("message late")
        travel += delay(100, 20_000)
      }
      queue.add(.message(connection, message), at: now + travel)
    }
  }

  // MARK: - Chance

  private mutating func chance(_ rate: Double) -> Bool { rate > 0 && random.unit() < rate }

  private mutating func delay(_ shortest: Int64, _ longest: Int64) -> Int64 {
    shortest + Int64(random.index(below: Int(longest - shortest)))
  }

  private mutating func count(_ fault: String) { faultsMet[fault, default: 0] += 1 }
}

enum WorldEvent {
  case open(Int, Int)
  case trade(Int, Int)
  case close(Int, Int)
  case heartbeat
  case start
  case connect(Int)
  case watch(Int)
  case wake(Int)
  case message(Int, VenueMessage)
  case arrive(Int, LiveRequest)
  case answer(Int, WorldAnswer)
  case room
}

/// What comes back to the session.
enum WorldAnswer {
  case order(ClientOrderID, String, VenueAnswer)
  case reports([VenueReport])
  case snapshot(VenueSnapshot)
  case candles(String, [Candle])
  /// A reading that came to nothing is tried again.
  case again(LiveRequest)
}
