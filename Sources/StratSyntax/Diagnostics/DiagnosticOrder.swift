extension [Diagnostic] {
  /// By place, errors before warnings; of several findings with one code at one place, the first.
  package func inSourceOrder() -> [Diagnostic] {
    var seen: Set<Place> = []
    return enumerated()
      .filter { seen.insert(Place(code: $0.element.code, span: $0.element.primary.span)).inserted }
      .sorted { left, right in
        let (a, b) = (left.element, right.element)
        let (first, second) = (a.primary.span, b.primary.span)
        if first.start != second.start { return first.start < second.start }
        if a.severity != b.severity { return a.severity < b.severity }
        if a.code != b.code { return a.code.rawValue < b.code.rawValue }
        return left.offset < right.offset
      }
      .map(\.element)
  }
}

/// Two findings with one code at one place say the same.
private struct Place: Hashable {
  let code: DiagnosticCode
  let span: SourceSpan
}
