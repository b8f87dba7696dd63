extension SourceText {
  /// The text of a span, shortened and without control characters: fit for a sentence.
  package func clipped(_ span: SourceSpan, to limit: Int = 40) -> String {
    let end = min(Int(span.end), Int(span.start) + limit * 4)
    var result = ""
    var count = 0
    for scalar in text(SourceSpan(Int(span.start), end)).unicodeScalars {
      if count == limit { return result + "…" }
      result.unicodeScalars.append(scalar.isPrintable ? scalar : "\u{FFFD}")
      count += 1
    }
    return end < Int(span.end) ? result + "…" : result
  }

  /// The text of a span between backticks; the code point of a character that cannot be shown.
  package func quoted(_ span: SourceSpan) -> String {
    let scalars = text(SourceSpan(Int(span.start), min(Int(span.end), Int(span.start) + 4)))
      .unicodeScalars
    if let first = scalars.first, scalars.count == 1, !first.isPrintable || !first.isASCII {
      return first.isPrintable ? "`\(first)` (\(first.codePoint))" : first.codePoint
    }
    return "`\(clipped(span))`"
  }
}

extension Unicode.Scalar {
  /// `U+00A0`.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
  }

  /// Whether printing it shows something and does nothing else to a terminal.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      false
    default: true
    }
  }
}
