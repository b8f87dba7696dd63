import StratLanguage
import StratSyntax
import TestSupport
import Testing

/// Random strategies: whatever is written, checking ends, and what it says is consistent.
@Suite struct RandomStrategyTests {
  /// Writes formulas that are mostly well-formed and often wrong.
  struct Writer {
    var random: SplitMix64
    var names = ["close", "open", "high", "low", "volume", "tr", "hl2", "na", "clos", "k"]

    mutating func pick(_ choices: [String]) -> String {
      choices.randomElement(using: &random) ?? ""
    }

    mutating func formula(_ depth: Int) -> String {
      if depth == 0 { return leaf() }
      let a = formula(depth - 1)
      switch Int.random(in: 0..<14, using: &random) {
      case 0: return leaf()
      case 1, 2, 3:
        let sign = pick(["+", "-", "*", "/", "^", "??", "<", ">=", "==", "!="])
        return "(\(a) \(sign) \(formula(depth - 1)))"
      case 4: return "(\(a) \(pick(["and", "or"])) \(formula(depth - 1)))"
      case 5: return "(not \(a))"
      case 6: return "(\(a))[\(pick(["0", "1", "5", "k", "-1", "1.5"]))]"
      case 7: return "(\(a) crosses above \(formula(depth - 1)))"
      case 8: return "(if \(a) then \(formula(depth - 1)) else \(leaf()))"
      case 9, 10, 11:
        let name = FunctionCatalogue.names.randomElement(using: &random) ?? "sma"
        let length = pick(["1", "3", "14", "k", "0", "p"])
        return "\(name)(\(pick([a, "\(a), \(length)", "\(a), \(leaf()), \(length)", length])))"
      case 12: return "\(pick(["macd", "bbands"]))(\(a)).\(pick(["signal", "upper", "x"]))"
      default: return "f(\(a))"
      }
    }

    mutating func leaf() -> String {
      let number = pick(["0", "1", "2.5", "5%", "70", "true", "1e300", "k[1]", "p"])
      return Bool.random(using: &random) ? pick(names) : number
    }

    mutating func strategy() -> String {
      var lines = ["param p = \(pick(["3", "14", "-1"])) in 1..20"]
      lines.append("def f(x) = { let s = (s[1] ?? x) + \(formula(1)); \(formula(1)) }")
      lines.append("let k = \(formula(3))")
      if Bool.random(using: &random) { lines.append("let m = (m[1] ?? \(leaf())) + \(formula(2))") }
      lines.append("entry long when \(formula(3)) > k")
      lines.append("\(pick(["stop", "target"])) \(formula(2))")
      return lines.joined(separator: "\n")
    }
  }

  /// Writes only what is right: every number is a ratio, every condition a condition.
  struct SoundWriter {
    var random: SplitMix64

    mutating func pick(_ choices: [String]) -> String {
      choices.randomElement(using: &random) ?? ""
    }

    mutating func number(_ depth: Int) -> String {
      if depth == 0 {
        return pick(["close / open", "high / low", "0.5", "5%", "p", "k", "cmf(5)"])
      }
      let a = number(depth - 1)
      switch Int.random(in: 0..<9, using: &random) {
      case 0, 1: return "((\(a)) \(pick(["+", "-", "*", "/", "??"])) (\(number(depth - 1))))"
      case 2: return "(\(a))[\(pick(["0", "1", "7"]))]"
      case 3: return "\(pick(["sma", "ema", "rma", "wma", "stdev", "sum", "highest"]))(\(a), 5)"
      case 4: return "\(pick(["min", "max"]))(\(a), \(number(depth - 1)))"
      case 5: return "(if \(condition(depth - 1)) then \(a) else \(number(depth - 1)))"
      case 6: return "bbands(\(a), 5).\(pick(["upper", "lower", "middle"]))"
      case 7: return "f(\(a))"
      default: return "value_when(\(condition(depth - 1)), \(a))"
      }
    }

    mutating func condition(_ depth: Int) -> String {
      if depth == 0 { return "(\(number(0)) \(pick(["<", "<=", ">", ">="])) \(number(0)))" }
      let a = condition(depth - 1)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: return "(\(a) \(pick(["and", "or", "=="])) \(condition(depth - 1)))"
      case 1: return "(not \(a))"
      case 2: return "\(pick(["any", "all"]))(\(a), 3)"
      case 3: return "((\(number(depth - 1))) crosses below \(number(depth - 1)))"
      default: return "(\(a))[1]"
      }
    }

    mutating func strategy() -> String {
      """
      param p = 2
      let k = (close[1] / close)
      def f(x) = { let s = (s[1] ?? x) * 0.5 + (x) * 0.5; s }
      let m = (m[1] ?? 0.5) * 0.9 + \(number(2))
      entry long when \(condition(4))
      exit long when m > \(number(3))
      """
    }
  }

  @Test(arguments: 0..<4)
  func `checking always ends and never contradicts itself`(_ series: Int) {
    for index in 0..<100 {
      let seed = UInt64(series * 1_000 + index)
      var writer = Writer(random: SplitMix64(seed: seed))
      let text = writer.strategy()
      let result = compile(SourceText(name: "random", text))
      let hasErrors = result.diagnostics.contains { $0.severity == .error }
      #expect((result.strategy == nil) == hasErrors, "seed \(seed)\n\(text)")
      for finding in result.diagnostics {
        #expect(!finding.message.isEmpty)
        #expect(Int(finding.primary.span.end) <= text.utf8.count, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 0..<4)
  func `what is right is taken and gives a sound graph`(_ series: Int) throws {
    for index in 0..<50 {
      let seed = UInt64(series * 1_000 + index)
      var writer = SoundWriter(random: SplitMix64(seed: seed))
      let text = writer.strategy()
      let result = compile(SourceText(name: "random", text))
      let errors = result.diagnostics.filter { $0.severity == .error }
      let strategy = try #require(result.strategy, "seed \(seed)\n\(text)\n\(errors)")
      let graph = strategy.graph
      for (place, node) in graph.nodes.enumerated() {
        #expect(node.operands.allSatisfy { $0.index < place }, "seed \(seed)")
        #expect(
          node.operands.map { graph[$0].operation.resultType } == node.operation.operandTypes,
          "seed \(seed)")
        #expect(node.recurrence < graph.recurrenceRoots.count, "seed \(seed)")
      }
      #expect(Set(graph.nodes).count == graph.nodes.count, "seed \(seed)")
      let again = compile(SourceText(name: "random", text)).strategy
      #expect(again?.semanticHash == strategy.semanticHash, "seed \(seed)")
      #expect(again?.graph.nodes == graph.nodes, "seed \(seed)")
    }
  }
}
