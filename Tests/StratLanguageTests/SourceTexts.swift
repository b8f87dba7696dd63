import StratSyntax

enum SourceTexts {
  /// The parts of a text that spans stand for.
  static func text(_ text: String, _ spans: [SourceSpan]) -> [String] {
    let source = SourceText(name: "test", text)
    return spans.map { source.text($0) }
  }
}
