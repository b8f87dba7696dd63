import StratMarket
import Testing

@Suite struct `Random frames` {
  private static let seeds: Range<UInt64> = 0..<200

  @Test func `are the same for the same seed`() {
    for seed in Self.seeds.prefix(20) {
      let first = RandomFrame.make(seed: seed)
      let second = RandomFrame.make(seed: seed)
      #expect(first.columnNames == second.columnNames, "seed \(seed)")
      #expect(first.times == second.times, "seed \(seed)")
      #expect(
        zip(first.columns, second.columns).allSatisfy {
          zip($0, $1).allSatisfy { sameBits($0, $1) }
        },
        "seed \(seed)")
    }
  }

  @Test func `have every length, or the one asked for`() {
    #expect(Set(Self.seeds.map { RandomFrame.make(seed: $0).rowCount }) == Set(RandomFrame.lengths))
    for rows in RandomFrame.lengths {
      #expect(RandomFrame.make(seed: 5, rows: rows).rowCount == rows)
    }
  }

  @Test func `hold what a frame may hold`() {
    for seed in Self.seeds {
      let frame = RandomFrame.make(seed: seed)
      #expect(
        Set(frame.columnNames)
          == Set(GraphBuilder.candleColumns + [RandomFrame.extraColumn]), "seed \(seed)")
      #expect(zip(frame.times, frame.times.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
      #expect(!frame.columns.joined().contains { $0.isInfinite }, "seed \(seed)")
    }
  }

  @Test func `hold all that goes wrong with prices`() {
    var clean = 0
    var missing = 0
    var runs = 0
    var ties = 0
    var negativeZeros = 0
    var huge = 0
    var subnormal = 0
    for seed in Self.seeds {
      let columns = RandomFrame.make(seed: seed, rows: 100).columns
      let cells = columns.joined()
      if !cells.contains(where: \.isNaN) { clean += 1 }
      if cells.contains(where: \.isNaN) { missing += 1 }
      if cells.contains(where: { $0.magnitude > 1e299 }) { huge += 1 }
      if cells.contains(where: \.isSubnormal) { subnormal += 1 }
      if cells.contains(where: { $0.isZero && $0.sign == .minus }) { negativeZeros += 1 }
      for column in columns {
        let pairs = zip(column, column.dropFirst())
        if pairs.contains(where: { $0.isNaN && $1.isNaN }) { runs += 1 }
        if pairs.contains(where: { $0 == $1 }) { ties += 1 }
      }
    }
    for found in [clean, missing, runs, ties, negativeZeros, huge, subnormal] {
      #expect(found > 10)
    }
  }
}
