extension StrategyOutput {
  /// `bool`, or the dimension of the number.
  package var typeName: String {
    switch type {
    case .boolean: Checker.truthName
    case .number: dimension.name
    }
  }
}
