import StratSyntax

/// The words that editors and the prompt propose, each from where it is defined.
package enum Vocabulary {
  /// The columns every frame of candles has.
  package static let columns: [(name: String, dimension: Dimension)] = StandardColumns.all

  package static func columnDimension(_ name: String) -> Dimension? {
    StandardColumns.dimension(name)
  }

  /// What may follow the `:` of a parameter or a result: dimensions, and the name of truths.
  package static let dimensions: [String] =
    Dimension.declarable.map(\.name) + [Checker.truthName]

  package static let riskSettings: [(name: String, example: String)] =
    RiskSettingName.allCases.map { ($0.rawValue, $0.example) }

  /// The name of something that the author may not give to anything of his own.
  package static func isTaken(_ name: String, byFunction: Bool) -> Bool {
    if StandardColumns.dimension(name) != nil || StandardColumns.later.contains(name)
      || ClockField.names.contains(name)
    {
      return true
    }
    if byFunction { return FunctionCatalogue.contains(name) }
    return FunctionCatalogue.prelude(name)?.parameters.isEmpty ?? false
  }
}
