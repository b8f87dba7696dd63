package import StratMarket

extension CandleFile {
  /// What the reader mended and what looks wrong, a line each.
  package func remarks(path: String) -> [String] {
    (repairs.map { ($0.sentence, $0.line) } + warnings.map { ($0.sentence, $0.line) })
      .map { sentence, line in "note: \(path)\(line.map { ":\($0)" } ?? ""): \(sentence)" }
  }
}
