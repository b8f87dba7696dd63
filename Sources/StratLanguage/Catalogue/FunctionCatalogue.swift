package import StratSyntax

/// Every function the language has: kernels, and the prelude written in the language itself.
package enum FunctionCatalogue {
  private static let kernelFamilies: [(title: String, functions: [KernelFunction])] = [
    ("Moving averages", KernelFunction.averages), ("Windows", KernelFunction.windows),
    ("Statistics", KernelFunction.statistics), ("Trend", KernelFunction.trend),
    ("Conditions over time", KernelFunction.logic), ("Mathematics", KernelFunction.mathematics),
  ]

  private static let kernels: [String: (family: String, function: KernelFunction)] = {
    var result: [String: (String, KernelFunction)] = [:]
    for (title, functions) in kernelFamilies {
      for function in functions { result[function.name] = (title, function) }
    }
    return result
  }()

  package static func kernel(_ name: String) -> KernelFunction? { kernels[name]?.function }

  /// A function of the prelude; parsed at its first use.
  package static func prelude(_ name: String) -> FunctionDeclaration? { Prelude.function(name) }

  package static func contains(_ name: String) -> Bool {
    kernels[name] != nil || Prelude.contains(name)
  }

  /// All names, in alphabetical order.
  package static let names: [String] = (kernels.keys + Prelude.names).sorted()

  /// What `help` shows for a function.
  package static func description(of name: String) -> FunctionDescription? {
    if let (family, kernel) = kernels[name] {
      return FunctionDescription(kernel, family: family)
    }
    return prelude(name).map {
      FunctionDescription(
        $0, family: Prelude.familyTitle(of: name) ?? "", definition: Prelude.code(of: name) ?? "")
    }
  }
}
