import GRDB
import ProcessingEngine
import StratLanguage
import StratMarket
import StratStore
import StratSyntax
import StratTrading
import TestSupport
import Testing

/// A live session that comes back from its checkpoint is the one that lived through everything.
struct CheckpointTests {
  private let program: StrategyProgram
  private let configuration: SessionConfiguration
  private let candles: [Candle]
  private let frame: Frame

  init() throws {
    let source = SourceText(
      name: "test",
      """
      strategy "turns" on 1h
      entry long when close > sma(close, 5) and rsi(close, 7) < 80
      exit long when close < ema(close, 3)
      stop close * 0.97
      size 50% of equity
      """)
    program = try StrategyProgram(try #require(compile(source).strategy))
    var random = SplitMix64(seed: 11)
    var price = 100.0
    candles = (0..<300).map { row in
      let open = price
      price = ((price * (1 + (random.unit() - 0.5) * 0.03)) * 100).rounded() / 100
      return Candle(
        time: Timestamp(milliseconds: Int64(row) * 3_600_000), open: open,
        high: max(open, price) + 0.1, low: min(open, price) - 0.1, close: price, volume: 10)
    }
    frame = Frame(symbol: "ABC", candles, interval: .fixed(milliseconds: 3_600_000))
    var configuration = try SessionConfiguration(
      id: SessionID("s"), strategy: program.strategy,
      instruments: [
        Instrument(
          symbol: "ABC", tickSize: Price(FixedDecimal(1, decimals: 2)), lotSize: Quantity(1),
          currency: "USD")
      ], initialCash: Money(100_000))
    configuration.setIntervals(of: [frame], otherwise: nil)
    self.configuration = configuration
  }

  private func driver(
    _ journal: any Journal, fromStart: Bool = false
  ) throws -> LiveDriver {
    try LiveDriver(
      LiveSession(
        configuration, sources: ["ABC": try ProgramVerdictSource(program, frame: frame)]),
      journal: journal, fromStart: fromStart, recordsPerCheckpoint: 100)
  }

  /// Lives through some candles; entries and exits fill at the close.
  private func work(_ driver: inout LiveDriver, _ rows: Range<Int>) throws {
    for row in rows {
      let candle = candles[row]
      let time = Timestamp(milliseconds: Int64(row + 1) * 3_600_000)
      try perform(&driver, at: time, price: candle.close) {
        $0.receive(candle, of: "ABC", at: $1)
      }
    }
  }

  private func perform(
    _ driver: inout LiveDriver, at time: Timestamp, price: Double = 0,
    _ body: (inout LiveSession, Timestamp) -> LiveStep
  ) throws {
    let requests = try driver.perform(at: time) { body(&$0, time) }.requests
    driver.commit()
    for case .submit(let order) in requests where order.kind == .market {
      let sequence = (driver.session.lastReport ?? 0) + 1
      let fill = Fill(
        id: FillID(rawValue: "f\(sequence)"), orderID: order.id, symbol: "ABC",
        action: order.action, price: try Price(price), quantity: order.quantity, fee: .zero,
        time: time)
      let report = VenueReport(
        sequence: sequence, time: time, change: .filled, order: order.id, symbol: "ABC", fill: fill)
      try perform(&driver, at: time, price: price) { $0.receive(report, at: $1) }
    }
  }

  private func begin(_ driver: inout LiveDriver) throws {
    let start = Timestamp(milliseconds: 0)
    try perform(&driver, at: start) { $0.take(.started, at: $1) }
    try perform(&driver, at: start) { $0.load([], of: "ABC", at: $1) }
    let empty = VenueSnapshot(
      sequence: driver.session.lastReport ?? 0, time: start, cash: .zero, holdings: [:],
      openOrders: [])
    try perform(&driver, at: start) { $0.receive(empty, at: $1) }
  }

  /// A journal after 200 candles.
  private func lived(_ path: String) throws {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    defer { journal.close() }
    var driver = try driver(journal)
    try begin(&driver)
    try work(&driver, 0..<200)
    #expect(driver.session.figures.trades > 5)
  }

  @Test func `from a checkpoint a session is what it is from its first record`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("s.db")
    try lived(path)
    let journal = try SQLiteJournal.open(path: path, mode: .resume)
    defer { journal.close() }
    let checkpoint = try #require(try journal.checkpoint())
    #expect(checkpoint.sequence > 300)
    #expect(checkpoint.sequence <= (try journal.head.sequence))
    var quick = try driver(journal)
    let whole = try driver(journal, fromStart: true)
    #expect(quick.session.core == whole.session.core)
    #expect(quick.session.errands == whole.session.errands)
    #expect(quick.session.lastReport == whole.session.lastReport)
    #expect(quick.session.figures == whole.session.figures)
    // The strategies remember the same, too: what follows is the same.
    try begin(&quick)
    try work(&quick, 200..<300)
    let copy = try SQLiteJournal.open(path: folder.file("t.db"), mode: .create(.sample))
    defer { copy.close() }
    var straight = try driver(copy)
    try begin(&straight)
    try work(&straight, 0..<200)
    try begin(&straight)
    try work(&straight, 200..<300)
    #expect(quick.session.core == straight.session.core)
    #expect(try driver(journal, fromStart: true).session.core == straight.session.core)
  }

  @Test(arguments: [
    "UPDATE checkpoint SET state = replace(state, '100000', '900000')",
    "UPDATE checkpoint SET digest = zeroblob(32)",
    "UPDATE checkpoint SET hash = zeroblob(32)",
    "UPDATE checkpoint SET sequence = sequence + 1",
    "UPDATE checkpoint SET state = ''",
    "DELETE FROM checkpoint",
    "DROP TABLE checkpoint",
  ])
  func `a checkpoint that is not as it was left is not believed`(damage: String) throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("s.db")
    try lived(path)
    try tamper(path, damage)
    let journal = try SQLiteJournal.open(path: path, mode: .resume)
    defer { journal.close() }
    #expect(try journal.checkpoint() == nil)
    let restored = try driver(journal)
    #expect(restored.session.core == (try driver(journal, fromStart: true)).session.core)
  }

  @Test func `a journal of before there were checkpoints has none`() throws {
    let folder = try TemporaryDirectory()
    try makeJournal(folder.file("old.db"), records: 3)
    let journal = try SQLiteJournal.open(path: folder.file("old.db"), mode: .readOnly)
    #expect(try journal.checkpoint() == nil)
  }
}
