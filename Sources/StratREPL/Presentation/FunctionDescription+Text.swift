package import StratLanguage

extension FunctionDescription {
  /// What help shows: form and meaning, then everything there is to know, a heading each.
  package var text: String {
    var text = signature + "\n  " + summary + "\n"
    if !definition.isEmpty { text += section("Definition", definition.split(separator: "\n")) }
    if let source { text += section("Source", [source]) }
    if !parameters.isEmpty { text += section("Parameters", parameters.map(\.line)) }
    if let facts {
      text += section("Result", [resultText(facts)])
      if let example { text += section("History", ["\(example): \(facts.historyText)"]) }
    }
    if let example { text += section("Example", [example]) }
    if !differences.isEmpty { text += section("Elsewhere", differences) }
    return text
  }

  /// `points, 0 to 100`, or a line for each field of a record.
  package func resultText(_ facts: FunctionFacts) -> String {
    let kinds = facts.results.map { result in
      let kind = result.type == .boolean ? "bool" : result.dimension.name
      return result.field.isEmpty ? kind : "\(result.field): \(kind)"
    }
    return kinds.joined(separator: ", ") + (range.map { "; \($0.description)" } ?? "")
  }

  private func section(_ title: String, _ lines: [some StringProtocol]) -> String {
    let indented = lines.map { "      \($0)\n" }.joined()
    return "\n  \(title)\n\(indented)"
  }
}

extension FunctionDescription.Parameter {
  /// `n = 14   number`, `seed = mean   mean or first`.
  fileprivate var line: String {
    let form = name + (defaultText.map { " = \($0)" } ?? "")
    let padding = String(repeating: " ", count: max(2, 16 - form.count))
    return form + padding + (choices.isEmpty ? kind : choices.joined(separator: " or "))
  }
}
