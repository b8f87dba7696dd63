/// Says whether a text belongs to a grammar, by following every path with memory of the rules.
struct GrammarRecogniser: Sendable {
  let grammar: Grammar

  /// Whether the whole text, split into tokens, is what the rule describes.
  func accepts(_ bytes: [UInt8], as rule: String) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return accepts(text, as: rule)
  }

  func accepts(_ text: String, as rule: String) -> Bool {
    guard let tokens = tokens(of: text) else { return false }
    var matcher = TokenMatcher(grammar: grammar, tokens: tokens)
    return matcher.ends(of: .rule(rule), at: 0).contains(tokens.count)
  }

  struct Token {
    let text: String
    /// The alternatives of `token` that match it.
    let kinds: Set<String>
  }

  /// The longest matches from the left; `nil` where none matches.
  func tokens(of text: String) -> [Token]? {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    guard case .choice(let alternatives)? = grammar.lexical["token"] else { return nil }
    let matcher = CharacterMatcher(grammar: grammar, scalars: scalars)
    var tokens: [Token] = []
    var position = 0
    while position < scalars.count {
      if let end = matcher.ends(of: .rule("blank"), at: position).max(), end > position {
        position = end
        continue
      }
      var longest = position
      var kinds: Set<String> = []
      for case .rule(let kind) in alternatives {
        guard let end = matcher.ends(of: .rule(kind), at: position).max() else { continue }
        if end > longest {
          longest = end
          kinds = [kind]
        } else if end == longest, end > position {
          kinds.insert(kind)
        }
      }
      guard longest > position else { return nil }
      var spelling = String.UnicodeScalarView()
      spelling.append(contentsOf: scalars[position..<longest])
      tokens.append(Token(text: String(spelling), kinds: kinds))
      position = longest
    }
    return tokens
  }
}

/// Every place at which a node that begins at a place can end.
private protocol Matcher {
  mutating func terminal(_ text: String, at position: Int) -> [Int]
  mutating func range(_ low: Unicode.Scalar, _ high: Unicode.Scalar, at position: Int) -> [Int]
  mutating func anyCharacter(at position: Int) -> [Int]
  mutating func rule(_ name: String, at position: Int) -> [Int]
}

extension Matcher {
  mutating func ends(of node: Grammar.Node, at position: Int) -> [Int] {
    switch node {
    case .terminal(let text): return terminal(text, at: position)
    case .range(let low, let high): return range(low, high, at: position)
    case .anyCharacter: return anyCharacter(at: position)
    case .rule(let name): return rule(name, at: position)
    case .sequence(let parts):
      var places = [position]
      for part in parts {
        var next: [Int] = []
        for place in places {
          for end in ends(of: part, at: place) where !next.contains(end) { next.append(end) }
        }
        places = next
        if places.isEmpty { break }
      }
      return places
    case .choice(let parts):
      var result: [Int] = []
      for part in parts {
        for end in ends(of: part, at: position) where !result.contains(end) { result.append(end) }
      }
      return result
    case .optional(let inner):
      let found = ends(of: inner, at: position)
      return found.contains(position) ? found : [position] + found
    case .many(let inner):
      var seen: Set<Int> = [position]
      var result = [position]
      var next = 0
      while next < result.count {
        for end in ends(of: inner, at: result[next]) where seen.insert(end).inserted {
          result.append(end)
        }
        next += 1
      }
      return result
    case .not(let inner): return ends(of: inner, at: position).isEmpty ? [position] : []
    case .except(let inner, let other):
      let without = ends(of: other, at: position)
      return ends(of: inner, at: position).filter { !without.contains($0) }
    }
  }
}

private struct CharacterMatcher {
  let grammar: Grammar
  let scalars: [Unicode.Scalar]

  func ends(of node: Grammar.Node, at position: Int) -> [Int] {
    var walker = Walker(matcher: self)
    return walker.ends(of: node, at: position)
  }

  private struct Walker: Matcher {
    let matcher: CharacterMatcher

    func terminal(_ text: String, at position: Int) -> [Int] {
      let wanted = Array(text.unicodeScalars)
      return matcher.scalars[position...].starts(with: wanted) ? [position + wanted.count] : []
    }

    func range(_ low: Unicode.Scalar, _ high: Unicode.Scalar, at position: Int) -> [Int] {
      guard position < matcher.scalars.count else { return [] }
      return (low...high).contains(matcher.scalars[position]) ? [position + 1] : []
    }

    func anyCharacter(at position: Int) -> [Int] {
      position < matcher.scalars.count ? [position + 1] : []
    }

    mutating func rule(_ name: String, at position: Int) -> [Int] {
      guard let node = matcher.grammar.lexical[name] else { return [] }
      return ends(of: node, at: position)
    }
  }
}

private struct TokenMatcher: Matcher {
  let grammar: Grammar
  let tokens: [GrammarRecogniser.Token]
  private var memory: [Key: [Int]] = [:]

  private struct Key: Hashable {
    let rule: String
    let position: Int
  }

  init(grammar: Grammar, tokens: [GrammarRecogniser.Token]) {
    self.grammar = grammar
    self.tokens = tokens
  }

  func terminal(_ text: String, at position: Int) -> [Int] {
    position < tokens.count && tokens[position].text == text ? [position + 1] : []
  }

  func range(_ low: Unicode.Scalar, _ high: Unicode.Scalar, at position: Int) -> [Int] { [] }

  func anyCharacter(at position: Int) -> [Int] { [] }

  mutating func rule(_ name: String, at position: Int) -> [Int] {
    guard let node = grammar.syntactic[name] else {
      return position < tokens.count && tokens[position].kinds.contains(name) ? [position + 1] : []
    }
    let key = Key(rule: name, position: position)
    if let known = memory[key] { return known }
    let result = ends(of: node, at: position)
    memory[key] = result
    return result
  }
}
