import StratMarket
import TestSupport

/// Frames made from a seed: prices that walk, and everything that goes wrong with prices.
enum RandomFrame {
  /// A column beyond open, high, low, close and volume that every frame has.
  static let extraColumn = "funding_rate"

  /// Around the sizes of blocks, words and windows, where executors go wrong.
  static let lengths = [0, 1, 2, 7, 63, 64, 65, 511, 512, 513, 1500]

  static func make(seed: UInt64, rows: Int? = nil) -> Frame {
    var random = SplitMix64(seed: seed)
    let drawn = random.pick(lengths)
    var writer = RandomFrameWriter(rows: rows ?? drawn, random: random)
    return writer.frame()
  }
}

/// Writes one frame: clean candles first, then the damage.
private struct RandomFrameWriter {
  private let rows: Int
  private var random: SplitMix64
  /// Open, high, low, close, volume and the extra column.
  private var columns: [[Double]] = []

  init(rows: Int, random: SplitMix64) {
    self.rows = rows
    self.random = random
  }

  mutating func frame() -> Frame {
    switch random.integer(in: 0...9) {
    case 0: columns = (0..<6).map { _ in specials() }
    case 1: columns = (0..<6).map { _ in smallIntegers() }
    default: walk(tick: random.pick([0, 0, 0.01, 1]))
    }
    if rows > 0 {
      let share = random.pick([0, 0.002, 0.01, 0.05])
      for _ in 0..<Int((Double(rows) * share).rounded(.up)) { damage() }
      if random.chance(0.1) {
        let value = random.pick([0, -0.0, 1, 100, .nan])
        columns[random.integer(in: 0...5)] = Array(repeating: value, count: rows)
      }
    }
    var order = Array(0..<6)
    if random.chance(0.2) { order.shuffle(using: &random) }
    let names = ["open", "high", "low", "close", "volume", RandomFrame.extraColumn]
    return Frame(
      symbol: "RANDOM", times: times(), columnNames: order.map { names[$0] },
      columns: order.map { columns[$0] })
  }

  private mutating func times() -> [Int64] {
    var now: Int64 = 1_500_000_000_000
    return (0..<rows).map { _ in
      now += 3_600_000 * Int64(random.chance(0.02) ? random.integer(in: 2...60) : 1)
      return now
    }
  }

  // MARK: Clean columns

  /// A random walk, rounded to a tick so that equal prices occur; 0 does not round.
  private mutating func walk(tick: Double) {
    var table: [[Double]] = Array(repeating: [], count: 6)
    let volatility = random.pick([0.001, 0.01, 0.05])
    var close = random.pick([0.0001, 1, 100, 30_000])
    func rounded(_ price: Double) -> Double {
      tick > 0 ? (price / tick).rounded() * tick : price
    }
    for _ in 0..<rows {
      let open = close
      close *= 1 + volatility * bell()
      let high = max(open, close) * (1 + volatility * random.unit())
      let low = min(open, close) * (1 - volatility * random.unit())
      let prices = [open, high, low, close].map(rounded)
      for (index, price) in prices.enumerated() { table[index].append(price) }
      table[4].append((1000 * random.unit() / max(random.unit(), 0.001)).rounded())
      table[5].append(0.0001 * bell())
    }
    columns = table
  }

  /// Roughly normal: mean 0, deviation 1.
  private mutating func bell() -> Double {
    2 * (random.unit() + random.unit() + random.unit() - 1.5)
  }

  private mutating func specials() -> [Double] {
    (0..<rows).map { _ in random.pick(RandomParameters.constants) }
  }

  /// Many ties, and both zeros.
  private mutating func smallIntegers() -> [Double] {
    (0..<rows).map { _ in random.pick([-2, -1, -0.0, 0, 1, 2, 3]) }
  }

  // MARK: Damage

  private mutating func damage() {
    let row = random.integer(in: 0...(rows - 1))
    let column = random.integer(in: 0...5)
    let run = row..<min(rows, row + random.pick([2, 5, 20, 70]))
    switch random.integer(in: 0...8) {
    case 0:
      // A flat stretch: the market is closed, the feed repeats itself.
      for index in columns.indices {
        for place in run { columns[index][place] = columns[index][row] }
      }
    case 1:
      // A gap: all prices from here on are another multiple.
      let factor = random.pick([0.1, 0.5, 0.9, 1.2, 3])
      for index in 0..<4 {
        for place in row..<rows {
          let moved = columns[index][place] * factor
          columns[index][place] = moved.isInfinite ? .nan : moved
        }
      }
    case 2:
      columns[column][row] = .nan
    case 3:
      for place in run { columns[column][place] = .nan }
    case 4:
      for index in columns.indices { columns[index][row] = .nan }
    case 5:
      columns[column][row] = random.pick([0, -0.0])
    case 6:
      let greatest = Double.greatestFiniteMagnitude
      columns[column][row] = random.pick([1e300, -1e300, 1e154, greatest, -greatest])
    case 7:
      columns[column][row] = random.pick([1e-300, -1e-300, .leastNonzeroMagnitude, 0x1p-1030])
    default:
      // A misprint that the next candle takes back.
      let factor = random.pick([-1, 0.001, 1000, 1e9])
      let printed = columns[column][row] * factor
      columns[column][row] = printed.isInfinite ? .nan : printed
    }
  }
}
