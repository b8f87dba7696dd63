import StratSyntax

/// What the checker finds out about a function from its example.
package struct FunctionFacts: Sendable {
  /// One value of the result: its field, empty where the result is a single value.
  package struct Result: Hashable, Sendable {
    package var field: String
    package var type: ValueType
    package var dimension: Dimension
  }

  package var results: [Result]
  /// With the lengths of the example.
  package var history: History

  /// - Returns: nothing when the example does not compile.
  package init?(example: String) {
    let check = compileFormula(SourceText(name: "example", example))
    guard let strategy = check.strategy else { return nil }
    history = strategy.history
    results = strategy.outputs.map { output in
      var field = ""
      if case .formula(let text) = output.role, text.hasPrefix(example + ".") {
        field = String(text.dropFirst(example.count + 1))
      }
      return Result(field: field, type: output.type, dimension: output.dimension)
    }
  }

  /// `14 bars, settled after 109`.
  package var historyText: String {
    let bars = "\(history.warmUp) bar\(history.warmUp == 1 ? "" : "s")"
    guard let settled = history.settled else { return bars + ", depends on all bars before" }
    return settled == history.warmUp ? bars : bars + ", settled after \(settled)"
  }
}
