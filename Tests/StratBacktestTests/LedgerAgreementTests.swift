import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import TestSupport
import Testing

/// A ledger comes to what the trading core comes to, bit for bit, or leaves it to the core.
struct LedgerAgreementTests {
  /// Rules that are true, false and unknown as a random column has it, alone and together.
  private static let rules = """
    param a = 12
    param b = 80
    param c = 3
    param d = 101
    param e = 40
    entry long when volume < a
    exit long when volume > b or volume < c
    """
  private static let shorts = """

    entry short when volume > d
    exit short when volume < e
    """
  private static let sizes = [
    "", "", "", "size 35% of equity", "size 250 units", "size 40 cash", "size volume units",
    "size 130% of equity\nrisk max_position_size 60%",
  ]

  struct Tally {
    var compared = 0
    var ledgered = 0
    var trades = 0
  }

  private struct Trial {
    var text: String
    var frame: Frame
    var instrument: Instrument
    var cash: Money
    var fills: FillAssumptions
    var sides: [Side]
    var variants: [[Double]]
    var stretches: [[Range<Int>]]

    init(seed: UInt64, isSimple: Bool) throws {
      var random = SplitMix64(seed: seed)
      let hasShorts = random.chance(0.5)
      text = "strategy \"Random\"\n" + LedgerAgreementTests.rules
      if hasShorts { text += LedgerAgreementTests.shorts }
      text += "\n" + random.pick(LedgerAgreementTests.sizes) + "\n"
      let places = random.integer(in: 0...(isSimple ? 4 : 9))
      let level = isSimple ? 100.0 : random.pick([0.003, 0.7, 40, 900, 31_000, 2_500_000])
      frame = Self.frame(
        rows: random.integer(in: 2...(random.chance(0.1) ? 700 : 120)), level: level,
        places: random.chance(isSimple ? 0 : 0.1) ? nil : places,
        missing: isSimple || random.chance(0.5) ? 0 : 0.02, &random)
      let tick = random.chance(0.8) ? places : max(0, places - 2)
      instrument = Instrument(
        symbol: "A", tickSize: Price(FixedDecimal(1, decimals: min(tick, 8))),
        lotSize: Quantity(
          FixedDecimal(
            isSimple ? 1 : random.pick([1, 1, 5, 25]),
            decimals: isSimple ? 4 : random.integer(in: 0...9))),
        minimumNotional: random.chance(0.3) ? Money(FixedDecimal(10)) : .zero, currency: "USD",
        allowsShort: random.chance(0.9))
      cash = Money(
        isSimple
          ? FixedDecimal(10_000)
          : FixedDecimal(random.pick([3, 500, 10_000, 12_345_678, 4_000_000_000, 1 << 58])))
      fills = FillAssumptions(
        feeRate: FixedDecimal(random.pick([0, 1_000, 250, 333, 7]), decimals: 6),
        slippage: random.chance(0.7) ? .zero : FixedDecimal(random.pick([5, 123]), decimals: 5))
      sides = random.chance(0.9) ? [.long, .short] : [random.pick([.long, .short])]
      variants = (0..<8).map { _ in
        [
          Double(random.integer(in: 0...30)), Double(random.integer(in: 60...101)),
          Double(random.integer(in: 0...6)), Double(random.integer(in: 70...101)),
          Double(random.integer(in: 0...60)),
        ]
      }
      let rows = frame.rowCount
      let first = random.integer(in: 0...(rows - 1))
      stretches = [[0..<rows], [first..<random.integer(in: (first + 1)...rows)]]
    }

    private static func frame(
      rows: Int, level: Double, places: Int?, missing: Double, _ random: inout SplitMix64
    ) -> Frame {
      var times: [Int64] = []
      var columns: [[Double]] = Array(repeating: [], count: 5)
      var price = level
      var time: Int64 = 1_600_000_000_000
      let step = random.pick([60_000, 3_600_000, 86_400_000])
      let swing = random.pick([0.0001, 0.01, 0.2])
      var power = 1.0
      for _ in 0..<(places ?? 0) { power *= 10 }
      for _ in 0..<rows {
        times.append(time)
        time += Int64(step * (random.chance(0.03) ? 60 : 1))
        let open = price * (1 + (random.unit() - 0.5) * swing)
        price = max(open * (1 + (random.unit() - 0.5) * swing), level / 50)
        var row = [open, max(open, price), min(open, price), price]
        if places != nil { row = row.map { max(($0 * power).rounded(), 1) / power } }
        row.append(Double(random.integer(in: 0...1000)) / 10)
        for column in row.indices where random.chance(missing) { row[column] = .nan }
        for column in row.indices { columns[column].append(row[column]) }
      }
      return Frame(
        symbol: "A", times: times, columnNames: ["open", "high", "low", "close", "volume"],
        columns: columns)
    }

    func runner(usesLedgers: Bool) -> VariantRunner {
      let (instrument, cash, fills, sides) = (instrument, cash, fills, sides)
      var runner = VariantRunner(
        parseStrategy(SourceText(name: "test", text)).tree, names: ["a", "b", "c", "d", "e"],
        frames: [frame]
      ) { strategy throws(VariantFailure) in
        do {
          var configuration = try SessionConfiguration(
            id: SessionID("test"), strategy: strategy, instruments: [instrument],
            initialCash: cash)
          configuration.fills = fills
          configuration.sides = sides
          return configuration
        } catch {
          throw .cannotRun("\(error)")
        }
      }
      runner.usesLedgers = usesLedgers
      return runner
    }
  }

  private static func bits(_ figures: VariantFigures) -> [UInt64?] {
    [
      figures.final, figures.totalReturn, figures.annualReturn, figures.sharpe, figures.sortino,
      figures.calmar, figures.drawdown, figures.exposure, Double(figures.trades),
      figures.winRate, figures.profitFactor, figures.expectancy,
    ].map { $0?.bitPattern }
  }

  private func compare(seed: UInt64, isSimple: Bool) throws -> Tally {
    let trial = try Trial(seed: seed, isSimple: isSimple)
    func outcomes(_ usesLedgers: Bool) -> [Result<VariantOutcome, VariantFailure>?] {
      trial.runner(usesLedgers: usesLedgers)
        .outcomes(trial.variants, on: trial.stretches, jobs: 1)
    }
    var tally = Tally()
    for (values, pair) in zip(trial.variants, zip(outcomes(true), outcomes(false))) {
      let ledger = try #require(pair.0, "seed \(seed)").get()
      let core = try #require(pair.1, "seed \(seed)").get()
      #expect(!core.isLedgered)
      for (one, other) in zip(ledger.figures, core.figures) {
        #expect(one.meaning == other.meaning)
        #expect(
          Self.bits(one) == Self.bits(other),
          "seed \(seed), simple \(isSimple), \(values): \(one) and by the core \(other)")
      }
      tally.compared += 1
      tally.ledgered += ledger.isLedgered ? 1 : 0
      tally.trades += core.figures[0].trades
    }
    return tally
  }

  private func total(_ seeds: Range<UInt64>, isSimple: Bool) throws -> Tally {
    var sum = Tally()
    for seed in seeds {
      let tally = try compare(seed: seed, isSimple: isSimple)
      sum.compared += tally.compared
      sum.ledgered += tally.ledgered
      sum.trades += tally.trades
    }
    return sum
  }

  @Test(arguments: 0..<8)
  func `usual accounts are counted by ledgers, and as the core does`(part: UInt64) throws {
    let sum = try total(part * 16..<(part + 1) * 16, isSimple: true)
    #expect(sum.ledgered * 10 >= sum.compared * 9, "\(sum), part \(part)")
    #expect(sum.trades > 100, "\(sum), part \(part)")
  }

  @Test(arguments: 0..<16)
  func `odd prices, lots, gaps and amounts come to what the core says`(part: UInt64) throws {
    let sum = try total(1_000 + part * 16..<1_000 + (part + 1) * 16, isSimple: false)
    #expect(sum.trades > 50, "\(sum), part \(part)")
    #expect(sum.ledgered > 10, "\(sum), part \(part)")
  }
}
