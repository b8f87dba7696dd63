import StratSyntax

extension StrategySource {
  /// The canonical layout; errors are told and end the attempt.
  func formatted() throws -> String {
    let parsed = parseStrategy(text)
    guard !parsed.hasErrors, let formatted = format(parsed.tree) else {
      parsed.diagnostics.report(in: text)
      throw ExitStatus.failure
    }
    return formatted
  }
}
