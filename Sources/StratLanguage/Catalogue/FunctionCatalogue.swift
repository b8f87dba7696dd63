package import StratSyntax

/// Every function the language has: kernels, and the prelude written in the language itself.
package enum FunctionCatalogue {
  private static let kernels: [String: KernelFunction] = {
    let all =
      KernelFunction.averages + KernelFunction.windows + KernelFunction.logic
      + KernelFunction.mathematics
    return Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }()

  package static func kernel(_ name: String) -> KernelFunction? { kernels[name] }

  /// A function of the prelude; parsed at its first use.
  package static func prelude(_ name: String) -> FunctionDeclaration? { Prelude.function(name) }

  package static func contains(_ name: String) -> Bool {
    kernels[name] != nil || Prelude.contains(name)
  }

  /// All names, in alphabetical order.
  package static let names: [String] = (kernels.keys + Prelude.names).sorted()

  /// What `help` shows for a function.
  package static func description(of name: String) -> FunctionDescription? {
    if let kernel = kernels[name] { return FunctionDescription(kernel) }
    return prelude(name).map { FunctionDescription($0) }
  }
}
