extension FunctionDescription {
  /// The names that may stand where the value of an argument begins, if its parameter is an option.
  package func choices(at site: CompletionSite) -> [String] {
    guard site.beginsArgumentValue, let call = site.call else { return [] }
    if let label = call.label { return parameters.first { $0.name == label }?.choices ?? [] }
    // Behind labels, arguments have no order.
    guard call.labels.isEmpty, call.argument < parameters.count else { return [] }
    return parameters[call.argument].choices
  }
}
