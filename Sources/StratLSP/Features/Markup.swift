import StratLanguage

/// Words for people, some of them code.
struct Markup {
  private enum Part {
    case code(String)
    case prose(String)
  }

  private var parts: [Part] = []

  var isEmpty: Bool { parts.isEmpty }

  mutating func addCode(_ text: String) { parts.append(.code(text)) }

  mutating func add(_ text: String) {
    if !text.isEmpty { parts.append(.prose(text)) }
  }

  /// What help says of a function.
  mutating func add(_ description: FunctionDescription) {
    addCode(description.signature)
    add(description.summary)
    if let source = description.source { add("Source: \(source)") }
    if let facts = description.facts { add("History: \(facts.historyText)") }
  }

  var markdown: String {
    parts.map { part in
      switch part {
      case .code(let text): "```strat\n\(text)\n```"
      case .prose(let text): text
      }
    }.joined(separator: "\n\n")
  }

  var plain: String {
    parts.map { part in
      switch part {
      case .code(let text): text
      case .prose(let text): text.replacing("`", with: "").replacing("*", with: "")
      }
    }.joined(separator: "\n\n")
  }
}
