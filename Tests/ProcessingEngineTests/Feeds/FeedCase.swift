import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import TestSupport

/// A random strategy that reads other bars, and random candles to run it over.
struct FeedCase {
  let text: String
  let frame: Frame
  let others: OtherSeries
  let series: SeriesProgram

  private static let minute: Int64 = 60_000
  private static let zones = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "UTC"]

  init(seed: UInt64, rows: Int? = nil) throws {
    var random = SplitMix64(seed: seed)
    let ladder: [(base: Int64, longer: [String])] = random.pick([
      [(15 * Self.minute, ["30m", "1h", "4h", "1d"])], [(60 * Self.minute, ["4h", "1d", "1w"])],
      [(240 * Self.minute, ["12h", "1d", "1w"])], [(1440 * Self.minute, ["1w", "2w"])],
    ])
    let (base, longer) = ladder[0]
    let drawn = random.pick([1, 2, 40, 150, 400])
    frame = Self.frame("BASE", base, rows: rows ?? drawn, &random)
    others = OtherSeries([
      Self.frame("SPY", random.pick([base, base / 3]), rows: 300, &random),
      Self.frame("arbitrum/WETH", random.pick([base, 5 * Self.minute]), rows: 200, &random),
      frame,
    ])
    var writer = Writer(random: random, longer: longer)
    text = writer.strategy(zone: random.pick(Self.zones))
    let checked = compile(SourceText(name: "random", text))
    guard let strategy = checked.strategy else {
      throw Unfit(text: text, messages: checked.diagnostics.map(\.message))
    }
    series = try SeriesProgram(strategy)
  }

  struct Unfit: Error {
    var text: String
    var messages: [String]
  }

  /// A walk with holes: single candles, nights and weekends are absent, some values missing.
  static func frame(
    _ symbol: String, _ interval: Int64, rows: Int, _ random: inout SplitMix64
  ) -> Frame {
    // Around changes of the clocks, and not always where days begin.
    let anchors: [Int64] = [
      1_489_000_000_000, 1_509_000_000_000, 1_490_000_000_000, 1_477_900_000_000,
    ]
    var time = random.pick(anchors) / interval * interval
    if random.chance(0.2) { time += interval / 2 }
    let hasNights = random.chance(0.4)
    let hasWeekends = random.chance(0.4)
    let holes = random.pick([0, 0.02, 0.2])
    let missing = random.pick([0, 0.01])
    var times: [Int64] = []
    var columns: [[Double]] = Array(repeating: [], count: 6)
    var close = 100.0
    while times.count < rows {
      time += interval
      let hour = time / 3_600_000 % 24
      let day = (time / 86_400_000 + 3) % 7
      if hasNights, interval < 86_400_000, hour >= 21 || hour < 13 { continue }
      if hasWeekends, interval <= 86_400_000, day >= 5 { continue }
      if random.chance(holes) { continue }
      let open = close
      close *= 1 + 0.02 * (random.unit() - 0.5)
      let high = max(open, close) * (1 + 0.005 * random.unit())
      let low = min(open, close) * (1 - 0.005 * random.unit())
      times.append(time)
      for (index, value) in [open, high, low, close, random.unit() * 50, random.unit()].enumerated()
      {
        columns[index].append(random.chance(missing) ? .nan : value)
      }
    }
    return Frame(
      symbol: symbol, times: times,
      columnNames: ["open", "high", "low", "close", "volume", "extra"], columns: columns,
      interval: .fixed(milliseconds: interval))
  }

  /// Writes formulas with `on` and `of` in all places they can have.
  private struct Writer {
    var random: SplitMix64
    let longer: [String]

    mutating func strategy(zone: String) -> String {
      var lines = ["strategy \"Random\" in \"\(zone)\"", "input extra : ratio"]
      lines.append("def stretch(x, n = 3) = x / sma(x on \(longer[0]), n) - 1")
      // These are read on longer bars too, so what they are made of must not be shorter.
      let none = longer.count
      lines.append("let trend = \(price(2, none))")
      lines.append("let up = \(condition(2, none))")
      lines.append(
        "let slow = (slow[1] ?? close) + 0.2 * (\(price(1, none)) - (slow[1] ?? close))")
      lines.append("entry long when \(condition(3, 0)) or trend on \(interval(0)) > trend")
      lines.append("exit long when \(condition(2, 0)) and not (up on \(interval(0)))")
      lines.append("stop \(price(3, 0))")
      lines.append("target (slow on \(interval(0))) ?? trend")
      return lines.joined(separator: "\n")
    }

    private mutating func interval(_ least: Int) -> String {
      longer[random.integer(in: least...(longer.count - 1))]
    }

    /// - Parameter least: the shortest interval that may stand here, by its place in the list.
    private mutating func price(_ depth: Int, _ least: Int) -> String {
      if depth == 0 { return random.pick(["close", "open", "high", "low", "hl2", "close[1]"]) }
      switch random.integer(in: 0...9) {
      case 0, 1:
        guard least < longer.count else { return "close" }
        let place = random.integer(in: least...(longer.count - 1))
        return "(\(price(depth - 1, place + 1)) on \(longer[place]))"
      case 2: return "(\(price(depth - 1, longer.count)) of \(symbol()))"
      case 3:
        guard least == 0 else { return "(close of \(symbol()))" }
        // Either way round.
        if random.chance(0.5) {
          return "(\(price(depth - 1, longer.count)) on \(longer[0]) of \(symbol()))"
        }
        return "(\(price(depth - 1, longer.count)) of \(symbol()) on \(longer[longer.count - 1]))"
      case 4: return "(if \(condition(depth - 1, least)) then \(price(depth - 1, least)) else open)"
      case 5: return "(\(price(depth - 1, least)) * (1 + extra / 100))"
      case 6: return "(close * (1 + hour / 100 + day_of_week / 1000))"
      case 7 where least == 0: return "(close * (1 + stretch(\(price(depth - 1, longer.count)))))"
      default:
        let name = random.pick(["sma", "ema", "highest", "lowest", "wma"])
        return "\(name)(\(price(depth - 1, least)), \(random.integer(in: 1...4)))"
      }
    }

    private mutating func symbol() -> String {
      random.pick(["\"SPY\"", "\"weth\"", "\"BASE\""])
    }

    private mutating func condition(_ depth: Int, _ least: Int) -> String {
      if depth == 0 { return "(\(price(0, least)) > \(price(0, least)))" }
      switch random.integer(in: 0...6) {
      case 0, 1:
        guard least < longer.count else { return "(close > open)" }
        let place = random.integer(in: least...(longer.count - 1))
        return "(\(condition(depth - 1, place + 1)) on \(longer[place]))"
      case 2: return "(\(condition(depth - 1, longer.count)) of \(symbol()))"
      case 3: return "(\(price(depth - 1, least)) crosses above \(price(depth - 1, least)))"
      case 4: return "(time_of_day >= 09:30 and \(condition(depth - 1, least)))"
      case 5: return "(\(condition(depth - 1, least)) or \(condition(depth - 1, least)))"
      default: return "(\(price(depth - 1, least)) > \(price(depth - 1, least)))"
      }
    }
  }
}
