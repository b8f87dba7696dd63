import TestSupport

/// Writes random texts that a grammar describes.
struct GrammarGenerator {
  private let grammar: Grammar
  private var random: SplitMix64
  /// The smallest height of a text of each rule: what is chosen when the budget is used up.
  private let heights: [String: Int]

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    self.random = SplitMix64(seed: seed)
    self.heights = Self.smallestHeights(grammar)
  }

  /// A text of the rule, its tokens apart from each other.
  mutating func text(of rule: String, budget: Int) -> String {
    var words: [String] = []
    write(.rule(rule), budget: budget, into: &words)
    return words.joined(separator: " ")
  }

  private mutating func write(_ node: Grammar.Node, budget: Int, into words: inout [String]) {
    switch node {
    case .terminal(let text): words.append(text)
    case .rule(let name):
      if let inner = grammar.syntactic[name] {
        write(inner, budget: budget - 1, into: &words)
      } else {
        words.append(token(name))
      }
    case .sequence(let parts):
      for part in parts { write(part, budget: budget, into: &words) }
    case .choice(let parts):
      let affordable = parts.filter { height($0) <= budget }
      let shortest = parts.min { height($0) < height($1) }
      if let chosen = affordable.randomElement(using: &random) ?? shortest {
        write(chosen, budget: budget, into: &words)
      }
    case .optional(let inner):
      if height(inner) <= budget, Int.random(in: 0..<3, using: &random) == 0 {
        write(inner, budget: budget, into: &words)
      }
    case .many(let inner):
      guard height(inner) <= budget else { return }
      for _ in 0..<max(0, Int.random(in: -4...2, using: &random)) {
        write(inner, budget: budget, into: &words)
      }
    case .except(.rule(let name), let other):
      var excluded: [String] = []
      if case .choice(let parts) = other {
        for case .terminal(let text) in parts { excluded.append(text) }
      }
      var word = token(name)
      while excluded.contains(word) { word = token(name) }
      words.append(word)
    case .range, .anyCharacter, .not, .except: break
    }
  }

  // MARK: - Tokens

  /// A text of a rule over characters that the rule really matches as a whole.
  private mutating func token(_ kind: String) -> String {
    let recogniser = GrammarRecogniser(grammar: grammar)
    while true {
      let text = characters(.rule(kind))
      if let tokens = recogniser.tokens(of: text), tokens.count == 1, tokens[0].kinds.contains(kind)
      {
        return text
      }
    }
  }

  private mutating func characters(_ node: Grammar.Node) -> String {
    switch node {
    case .terminal(let text): return text
    case .range(let low, let high):
      let value = UInt32.random(in: low.value...high.value, using: &random)
      return Unicode.Scalar(value).map(String.init) ?? ""
    case .anyCharacter:
      return ["a", "Z", "5", " ", "é", "#", "漢", "\""].randomElement(using: &random) ?? ""
    case .rule(let name): return grammar.lexical[name].map { characters($0) } ?? ""
    case .sequence(let parts): return parts.map { characters($0) }.joined()
    case .choice(let parts): return parts.randomElement(using: &random).map { characters($0) } ?? ""
    case .optional(let inner): return Bool.random(using: &random) ? characters(inner) : ""
    // One repetition at most keeps exponents and durations within what has a value.
    case .many(let inner): return Bool.random(using: &random) ? characters(inner) : ""
    case .not: return ""
    case .except(let inner, _): return characters(inner)
    }
  }

  // MARK: - Heights

  private func height(_ node: Grammar.Node) -> Int { Self.height(node, heights) }

  private static func height(_ node: Grammar.Node, _ heights: [String: Int]) -> Int {
    switch node {
    case .terminal, .range, .anyCharacter, .not, .except, .optional, .many: 0
    case .rule(let name): heights[name] ?? 1_000
    case .sequence(let parts): parts.map { height($0, heights) }.max() ?? 0
    case .choice(let parts): parts.map { height($0, heights) }.min() ?? 0
    }
  }

  private static func smallestHeights(_ grammar: Grammar) -> [String: Int] {
    var heights: [String: Int] = [:]
    for name in grammar.lexical.keys { heights[name] = 0 }
    var changed = true
    while changed {
      changed = false
      for (name, node) in grammar.syntactic {
        let value = min(height(node, heights) + 1, heights[name] ?? 1_000)
        if value != heights[name], value < 1_000 {
          heights[name] = value
          changed = true
        }
      }
    }
    return heights
  }
}
