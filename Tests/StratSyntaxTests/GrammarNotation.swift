/// A grammar read from the notation that the head of `strat.ebnf` describes.
///
/// It shares nothing with the parser under test, so that the two can disagree.
struct Grammar: Sendable {
  indirect enum Node: Sendable {
    case terminal(String)
    case range(Unicode.Scalar, Unicode.Scalar)
    case anyCharacter
    case rule(String)
    case sequence([Node])
    case choice([Node])
    case many(Node)
    case optional(Node)
    case not(Node)
    case except(Node, Node)
  }

  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  /// Rules over tokens, written with `=`.
  private(set) var syntactic: [String: Node] = [:]
  /// Rules over characters, written with `:=`.
  private(set) var lexical: [String: Node] = [:]

  init(_ text: String) throws {
    var reader = NotationReader(text)
    while let name = try reader.nextRuleName() {
      let isLexical = try reader.definingSign()
      let node = try reader.choice()
      try reader.expect(";")
      if syntactic[name] != nil || lexical[name] != nil {
        throw Malformed(description: "\(name) is defined twice")
      }
      if isLexical { lexical[name] = node } else { syntactic[name] = node }
    }
    for node in Array(syntactic.values) + Array(lexical.values) { try checkNames(node) }
  }

  private func checkNames(_ node: Node) throws {
    switch node {
    case .terminal, .range, .anyCharacter: break
    case .rule(let name):
      if syntactic[name] == nil, lexical[name] == nil {
        throw Malformed(description: "\(name) is not defined")
      }
    case .sequence(let parts), .choice(let parts):
      for part in parts { try checkNames(part) }
    case .many(let inner), .optional(let inner), .not(let inner): try checkNames(inner)
    case .except(let inner, let other):
      try checkNames(inner)
      try checkNames(other)
    }
  }
}

/// Reads the notation, a character at a time.
private struct NotationReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func nextRuleName() throws -> String? {
    skipBlanks()
    return position == scalars.count ? nil : try name()
  }

  mutating func definingSign() throws -> Bool {
    if take(":=") { return true }
    try expect("=")
    return false
  }

  mutating func choice() throws -> Grammar.Node {
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws -> Grammar.Node {
    var parts: [Grammar.Node] = []
    while let part = try factor() { parts.append(part) }
    if parts.isEmpty { throw failure("a factor") }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func factor() throws -> Grammar.Node? {
    if take("!") {
      guard let inner = try primary() else { throw failure("a factor after `!`") }
      return .not(inner)
    }
    guard let first = try primary() else { return nil }
    if take("-") {
      guard let other = try primary() else { throw failure("a factor after `-`") }
      return .except(first, other)
    }
    return first
  }

  private mutating func primary() throws -> Grammar.Node? {
    skipBlanks()
    guard position < scalars.count else { return nil }
    switch scalars[position] {
    case "(": return try bracketed("(", ")") { $0 }
    case "[": return try bracketed("[", "]") { .optional($0) }
    case "{": return try bracketed("{", "}") { .many($0) }
    case "\"", "'":
      let first = try quoted()
      guard take("..") else { return .terminal(first) }
      skipBlanks()
      let last = try quoted()
      guard let low = first.unicodeScalars.first, let high = last.unicodeScalars.first,
        first.unicodeScalars.count == 1, last.unicodeScalars.count == 1
      else { throw failure("a range of single characters") }
      return .range(low, high)
    case "?": return try special()
    case "a"..."z": return .rule(try name())
    default: return nil
    }
  }

  private mutating func bracketed(
    _ open: String, _ close: String, _ wrap: (Grammar.Node) -> Grammar.Node
  ) throws -> Grammar.Node {
    try expect(open)
    let inner = try choice()
    try expect(close)
    return wrap(inner)
  }

  private mutating func quoted() throws -> String {
    let mark = scalars[position]
    guard mark == "\"" || mark == "'" else { throw failure("a quotation mark") }
    var text = ""
    position += 1
    while position < scalars.count, scalars[position] != mark {
      text.unicodeScalars.append(scalars[position])
      position += 1
    }
    position += 1
    return text
  }

  private mutating func special() throws -> Grammar.Node {
    position += 1
    var text = ""
    while position < scalars.count, scalars[position] != "?" {
      text.unicodeScalars.append(scalars[position])
      position += 1
    }
    position += 1
    let words = text.split(separator: " ")
    if words == ["any", "character"] { return .anyCharacter }
    if words.count == 1, words[0].hasPrefix("U+"),
      let value = UInt32(words[0].dropFirst(2), radix: 16),
      let scalar = Unicode.Scalar(value)
    {
      return .terminal(String(scalar))
    }
    throw failure("known words between question marks")
  }

  private mutating func name() throws -> String {
    skipBlanks()
    var text = ""
    while position < scalars.count,
      ("a"..."z").contains(scalars[position]) || scalars[position] == "_"
    {
      text.unicodeScalars.append(scalars[position])
      position += 1
    }
    if text.isEmpty { throw failure("a name") }
    return text
  }

  private mutating func take(_ text: String) -> Bool {
    skipBlanks()
    let wanted = Array(text.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  mutating func expect(_ text: String) throws {
    if !take(text) { throw failure("`\(text)`") }
  }

  private mutating func skipBlanks() {
    while position < scalars.count {
      if scalars[position].properties.isWhitespace {
        position += 1
      } else if scalars[position...].starts(with: ["(", "*"]) {
        position += 2
        while position < scalars.count, !scalars[position...].starts(with: ["*", ")"]) {
          position += 1
        }
        position += 2
      } else {
        return
      }
    }
  }

  private func failure(_ expected: String) -> Grammar.Malformed {
    let line = scalars[..<min(position, scalars.count)].filter { $0 == "\n" }.count + 1
    return Grammar.Malformed(description: "line \(line): expected \(expected)")
  }
}
