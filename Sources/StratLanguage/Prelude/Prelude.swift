import StratSyntax
import Synchronization

/// The functions written in the language itself, one text a family.
///
/// The texts are cut into functions when the first name is looked up; a function is parsed when
/// it is first used, and kept.
enum Prelude {
  /// A family of functions, under the title it has in the reference.
  struct Family: Sendable {
    var title: String
    var text: String
  }

  static let families: [Family] = [
    .prices, .averages, .adaptiveAverages, .momentum, .oscillators, .smoothedOscillators,
    .directional, .trend, .cycles, .regression, .pivots, .periods, .volatility, .channels, .volume,
    .volumeOscillators, .statistics, .returns, .mathematics, .conditions, .candles,
    .candleReversals,
    .candleSeries, .candleContinuations,
  ]

  private struct Entry: Sendable {
    var family: Int
    var text: Substring
  }

  private static let index: [String: Entry] = {
    var entries: [String: Entry] = [:]
    for (number, family) in families.enumerated() {
      for (name, text) in functions(in: family.text) {
        entries[name] = Entry(family: number, text: text)
      }
    }
    return entries
  }()

  private static let parsed = Mutex<[String: FunctionDeclaration]>([:])

  static var names: [String] { index.keys.sorted() }

  static func contains(_ name: String) -> Bool { index[name] != nil }

  static func familyTitle(of name: String) -> String? {
    index[name].map { families[$0.family].title }
  }

  /// A function as it is written, without its comment.
  static func code(of name: String) -> String? {
    index[name].map { entry in
      entry.text.split(separator: "\n").drop { $0.hasPrefix("#") }.joined(separator: "\n")
    }
  }

  static func function(_ name: String) -> FunctionDeclaration? {
    guard let entry = index[name] else { return nil }
    return parsed.withLock { known in
      if let function = known[name] { return function }
      let tree = parseStrategy(SourceText(name: "prelude", String(entry.text))).tree
      for case .function(let function) in tree.statements.map(\.kind) {
        known[name] = function
        return function
      }
      return nil
    }
  }

  /// Cuts a family into its functions: each begins with its comment, after an empty line.
  static func functions(in text: String) -> [(name: String, text: Substring)] {
    let newline = UInt8(ascii: "\n")
    let bytes = text.utf8
    var result: [(String, Substring)] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      var end = start
      var wasNewline = false
      while end < bytes.endIndex, !(wasNewline && bytes[end] == newline) {
        wasNewline = bytes[end] == newline
        end = bytes.index(after: end)
      }
      let paragraph = text[start..<end]
      if let name = definedName(paragraph) { result.append((name, paragraph)) }
      start = end
      while start < bytes.endIndex, bytes[start] == newline { start = bytes.index(after: start) }
    }
    return result
  }

  /// The name after the first `def ` that begins a line.
  private static func definedName(_ paragraph: Substring) -> String? {
    let bytes = paragraph.utf8
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let line = bytes[start..<end]
      if line.starts(with: "def ".utf8) {
        return String(Substring(line.dropFirst(4).prefix { $0 != UInt8(ascii: "(") }))
      }
      start = end < bytes.endIndex ? bytes.index(after: end) : end
    }
    return nil
  }
}
