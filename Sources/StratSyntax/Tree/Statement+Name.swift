extension Statement {
  /// The name that a `let`, `def`, `param` or `input` brings into being.
  package var declaredName: Name? {
    switch kind {
    case .parameter(let declaration): declaration.name
    case .binding(let binding): binding.name
    case .function(let declaration): declaration.name
    case .input(let declaration): declaration.name
    case .strategy, .rule, .stop, .target, .size, .risk, .test, .hours, .venue: nil
    }
  }
}
