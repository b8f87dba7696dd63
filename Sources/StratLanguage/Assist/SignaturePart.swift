extension FunctionDescription {
  /// A parameter as the signature shows it.
  package struct SignaturePart: Hashable, Sendable {
    package var name: String
    /// `n = 14`.
    package var label: String
    package var isOptional: Bool
  }

  /// The parameters between the brackets of the signature; `…` stands for any number more.
  package var signatureParts: [SignaturePart] {
    guard let open = signature.firstIndex(of: "("), let close = signature.lastIndex(of: ")"),
      open < close
    else { return [] }
    let labels = signature[signature.index(after: open)..<close].split(separator: ",").map {
      $0.drop(while: \.isWhitespace)
    }
    return labels.map { label in
      let name = label.prefix { !$0.isWhitespace && $0 != ":" }
      return SignaturePart(
        name: String(name), label: String(label),
        isOptional: label.contains("=") || label == "…")
    }
  }

  /// The names that an argument may be labelled with.
  package var labels: [String] { parameterNames }
}
