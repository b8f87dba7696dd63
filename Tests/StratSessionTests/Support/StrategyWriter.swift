import TestSupport

/// Writes strategies that compile: templates of the language with random parts and parameters.
struct StrategyWriter {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func strategy() -> String {
    var lines = ["strategy \"Random\" on 1h"]
    lines.append("param n = \(length(2...30)) in 2..30")
    lines.append("param m = \(pick(["0.5", "1", "1.5", "2.5"])) in 0.1..5")
    lines.append("input funding_rate : ratio")
    lines.append("def smooth(x) = { let s = (s[1] ?? x) + 0.2 * (x - (s[1] ?? x)); s }")
    lines.append("let base = \(price(2))")
    lines.append("let calm = \(condition(1))")
    lines.append("entry long when \(condition(3))")
    lines.append("exit long when \(condition(2)) or not calm and close < base")
    if chance(2) {
      lines.append("entry short when \(condition(2)) and funding_rate > -0.5%")
      lines.append("exit short when \(condition(2))")
    }
    if chance(2) { lines.append("stop close - m * atr(\(length(2...20)))") }
    if chance(2) { lines.append("target close + m * \(pick(["2", "3"])) * atr(n)") }
    let size = pick(["", "size 10% of equity", "size 3 units", "size 2_500 cash"])
    if !size.isEmpty { lines.append(size) }
    if chance(2) { lines.append("risk { max_daily_loss \(pick(["1", "5", "20"]))% }") }
    return lines.joined(separator: "\n")
  }

  private mutating func price(_ depth: Int) -> String {
    if depth == 0 { return pick(["close", "open", "high", "low", "close[1]", "high[3]"]) }
    let a = price(depth - 1)
    switch Int.random(in: 0..<12, using: &random) {
    case 10: return "(\(pick(["close", "sma(high, 2)", "atr(3) + low"])) on \(pick(["4h", "1d"])))"
    case 11: return "(close * (1 + \(pick(["hour", "day_of_week"])) / 100))"
    case 0, 1, 2:
      return "\(pick(["sma", "ema", "rma", "wma", "highest", "lowest"]))(\(a), \(length(1...40)))"
    case 3: return "(\(a))[\(length(0...9))]"
    case 4: return "(\(a) + \(price(depth - 1))) / 2"
    case 5: return "(if \(condition(depth - 1)) then \(a) else \(price(depth - 1)))"
    case 6: return "(\(a) ?? close)"
    case 7: return "smooth(\(a))"
    case 8: return "value_when(\(condition(depth - 1)), \(a))"
    default: return "min(\(a), \(price(depth - 1))) + m * stdev(\(a), n)"
    }
  }

  private mutating func condition(_ depth: Int) -> String {
    let a = price(max(0, depth - 1))
    let b = price(max(0, depth - 1))
    if depth == 0 { return "(\(a) \(pick(["<", "<=", ">", ">="])) \(b))" }
    let c = condition(depth - 1)
    switch Int.random(in: 0..<13, using: &random) {
    case 11: return "((close > open and hl2 > sma(low, 2)) on \(pick(["2h", "1d"])))"
    case 12: return "(\(c) and 08:00 <= time_of_day < 17:00)"
    case 0, 1: return "(\(a) crosses \(pick(["above", "below"])) \(b))"
    case 2: return "(\(a) \(pick(["<", ">", "<=", ">="])) \(b))"
    case 3: return "(rsi(\(a), n) \(pick(["<", ">"])) \(length(20...80)))"
    case 4: return "(\(c) \(pick(["and", "or"])) \(condition(depth - 1)))"
    case 5: return "(not \(c))"
    case 6: return "\(pick(["any", "all"]))(\(c), \(length(1...6)))"
    case 7: return "(count(\(c), \(length(2...12))) >= 2)"
    case 8: return "(bars_since(\(c)) > \(length(0...8)))"
    case 9: return "(\(c))[1]"
    default: return "(close > open or volume > sma(volume, n) and \(c))"
    }
  }

  private mutating func chance(_ outOf: Int) -> Bool {
    Int.random(in: 0..<outOf, using: &random) == 0
  }

  private mutating func length(_ range: ClosedRange<Int>) -> String {
    "\(Int.random(in: range, using: &random))"
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &random) ?? ""
  }
}
