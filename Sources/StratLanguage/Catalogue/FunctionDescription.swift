package import StratSyntax

/// A function as a reader meets it: form, meaning, source of the definition, history.
package struct FunctionDescription: Hashable, Sendable {
  package var name: String
  /// The title it stands under in the reference: "Momentum", "Volume".
  package var family: String
  /// `rsi(x, n = 14) : points`.
  package var signature: String
  package var parameterNames: [String]
  package var summary: String
  package var source: String?
  package var history: String?
  /// Between which values every result lies.
  package var range: ClosedRange<Double>?

  package init(_ kernel: KernelFunction, family: String) {
    self.family = family
    name = kernel.name
    parameterNames = kernel.parameters.map(\.name)
    var parameters = kernel.parameters.map { parameter in
      parameter.name + (parameter.defaultValue.map { " = \($0.written)" } ?? "")
    }
    if case .repeated = kernel.emission { parameters.append("…") }
    var result = ""
    switch kernel.result {
    case .fixed(let dimension) where dimension != .any: result = " : \(dimension.name)"
    case .truth: result = " : bool"
    case .common, .fixed, .squareRoot, .power: break
    }
    signature = "\(kernel.name)(\(parameters.joined(separator: ", ")))\(result)"
    summary = kernel.summary
    source = kernel.source
    history = kernel.history
    range = FunctionRange.of(kernel.name)
  }

  /// The comment above a `def` is its documentation; lines `Source:` and `History:` stand apart.
  package init(_ function: FunctionDeclaration, family: String) {
    self.family = family
    name = function.name.text
    parameterNames = function.parameters.map(\.name.text)
    let parameters = function.parameters.map { parameter in
      parameter.name.text + (parameter.dimension.map { " : \($0.text)" } ?? "")
        + (parameter.defaultValue.map { " = \($0.shortText)" } ?? "")
    }
    let result = function.resultDimension.map { " : \($0.text)" } ?? ""
    signature = "\(name)(\(parameters.joined(separator: ", ")))\(result)"
    var lines: [String] = []
    for line in function.documentation {
      if let text = line.dropping(prefix: "Source: ") {
        source = text
      } else if let text = line.dropping(prefix: "History: ") {
        history = text
      } else {
        lines.append(line)
      }
    }
    summary = lines.joined(separator: " ")
    range = family.isEmpty ? nil : FunctionRange.of(function.name.text)
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}

extension Expression {
  /// A default value as help shows it; anything longer than a word is an ellipsis.
  fileprivate var shortText: String {
    switch kind {
    case .number(let value): value.written
    case .percent(let value): "\((value * 100).written)%"
    case .name(let name): name
    case .boolean(let value): "\(value)"
    case .na: "na"
    default: "…"
    }
  }
}
