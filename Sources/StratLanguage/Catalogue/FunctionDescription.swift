package import StratSyntax

/// A function as a reader meets it: form, meaning, definition and where it comes from, parameters,
/// range, an example, and who computes it otherwise.
package struct FunctionDescription: Hashable, Sendable {
  package struct Parameter: Hashable, Sendable {
    package var name: String
    /// What it takes: a dimension, `bool`, `length`, or nothing in particular.
    package var kind: String
    package var defaultText: String?
    /// The names it may be, where it is an option.
    package var choices: [String] = []
  }

  package var name: String
  /// The title it stands under in the reference: "Momentum", "Volume".
  package var family: String
  /// `rsi(x, n = 14) : points`.
  package var signature: String
  package var parameters: [Parameter]
  package var summary: String
  /// A formula in words for a kernel, the text in the language itself for everything else.
  package var definition: String
  package var source: String?
  /// A formula that uses it and compiles.
  package var example: String?
  /// Between which numbers the result, or each field of it, always lies, for prices above zero with
  /// open and close between low and high; rounding may go beyond by a last digit.
  package var range: DeclaredRange?
  /// Who computes it otherwise, and how to have it so.
  package var differences: [String] = []

  package var parameterNames: [String] { parameters.map(\.name) }

  /// Dimension and history, found by compiling the example.
  package var facts: FunctionFacts? { example.flatMap { FunctionFacts(example: $0) } }

  package init(_ kernel: KernelFunction, family: String) {
    self.family = family
    name = kernel.name
    parameters = kernel.parameters.map { parameter in
      switch parameter.kind {
      case .number: Parameter(parameter, "number")
      case .truth: Parameter(parameter, "bool")
      case .either: Parameter(parameter, "number or bool")
      case .constant(let range):
        Parameter(parameter, "whole number from \(range.lowerBound) to \(range.upperBound)")
      case .option(let option):
        Parameter(
          name: parameter.name, kind: "option", defaultText: option.choices.first,
          choices: option.choices)
      }
    }
    var result = ""
    switch kernel.result {
    case .fixed(let dimension) where dimension != .any: result = " : \(dimension.name)"
    case .truth: result = " : bool"
    case .common, .first, .product, .fixed, .squareRoot, .power: break
    }
    var takesMore = false
    if case .repeated = kernel.emission { takesMore = true }
    let form = parameters.map(\.form) + (takesMore ? ["…"] : [])
    signature = "\(kernel.name)(\(form.joined(separator: ", ")))\(result)"
    summary = kernel.summary
    definition = kernel.definition
    source = kernel.source
    example = kernel.example
    range = kernel.range
    differences = kernel.differences
  }

  /// The comment above a `def` is its documentation; lines `Source:`, `Example:`, `Range:` and
  /// `Differs:` stand apart.
  package init(_ function: FunctionDeclaration, family: String, definition: String = "") {
    self.family = family
    self.definition = definition
    name = function.name.text
    parameters = function.parameters.map { parameter in
      let kind = parameter.dimension?.text
      let standard = parameter.defaultValue?.shortText
      if let option = kind.flatMap({ FunctionOption.named($0) }) {
        return Parameter(
          name: parameter.name.text, kind: "option", defaultText: standard,
          choices: option.choices)
      }
      return Parameter(name: parameter.name.text, kind: kind ?? "number", defaultText: standard)
    }
    let form = zip(parameters, function.parameters).map { parameter, declared in
      guard parameter.choices.isEmpty, let dimension = declared.dimension else {
        return parameter.form
      }
      return parameter.name + " : \(dimension.text)"
        + (parameter.defaultText.map { " = \($0)" } ?? "")
    }
    let result = function.resultDimension.map { " : \($0.text)" } ?? ""
    signature = "\(name)(\(form.joined(separator: ", ")))\(result)"
    var lines: [String] = []
    for line in function.documentation {
      if let text = line.dropping(prefix: "Source: ") {
        source = text
      } else if let text = line.dropping(prefix: "Example: ") {
        example = text
      } else if let text = line.dropping(prefix: "Range: ") {
        range = DeclaredRange(text)
      } else if let text = line.dropping(prefix: "Differs: ") {
        differences.append(text)
      } else {
        lines.append(line)
      }
    }
    summary = lines.joined(separator: " ")
  }
}

extension FunctionDescription.Parameter {
  fileprivate init(_ parameter: KernelFunction.Parameter, _ kind: String) {
    self.init(
      name: parameter.name, kind: kind,
      defaultText: parameter.defaultValue.map { $0.written })
  }

  fileprivate var form: String { name + (defaultText.map { " = \($0)" } ?? "") }
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
