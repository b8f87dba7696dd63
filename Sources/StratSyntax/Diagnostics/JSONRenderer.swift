/// Diagnostics as one line of JSON, in the shape of the Language Server Protocol's
/// `PublishDiagnosticsParams`.
package struct JSONRenderer: Sendable {
  package init() {}

  package func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
    let items = diagnostics.inSourceOrder().map { render($0, in: source) }
    return object([
      ("uri", quote(source.name)), ("diagnostics", "[\(items.joined(separator: ","))]"),
    ])
  }

  package func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    var fields = [
      ("range", range(diagnostic.primary.span, in: source)),
      ("severity", diagnostic.severity == .error ? "1" : "2"),
      ("code", quote(diagnostic.code.rawValue)),
      ("source", quote("strat")),
      ("message", quote(diagnostic.message)),
    ]
    if !diagnostic.secondary.isEmpty {
      let related = diagnostic.secondary.map { label in
        object([
          (
            "location",
            object([("uri", quote(source.name)), ("range", range(label.span, in: source))])
          ), ("message", quote(label.text)),
        ])
      }
      fields.append(("relatedInformation", "[\(related.joined(separator: ","))]"))
    }
    fields.append(("data", data(diagnostic, in: source)))
    return object(fields)
  }

  private func data(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    var fields = [
      ("label", quote(diagnostic.primary.text)),
      ("notes", "[\(diagnostic.notes.map(quote).joined(separator: ","))]"),
    ]
    if let help = diagnostic.help { fields.append(("help", quote(help))) }
    if let fix = diagnostic.fix {
      fields.append(
        (
          "fix",
          object([
            ("range", range(fix.span, in: source)), ("newText", quote(fix.replacement)),
            ("isSure", fix.isSure ? "true" : "false"),
          ])
        ))
    }
    return object(fields)
  }

  // MARK: - Places

  private func range(_ span: SourceSpan, in source: SourceText) -> String {
    object([
      ("start", position(span.start, in: source)),
      ("end", position(max(span.start, span.end), in: source)),
    ])
  }

  /// Line and character from zero, the character in UTF-16 units.
  private func position(_ offset: Int32, in source: SourceText) -> String {
    let line = source.lineIndex(of: offset)
    let from = Int(source.lineStarts[line])
    let to = min(max(Int(offset), from), source.bytes.count)
    var units = 0
    for byte in source.bytes[from..<to] where byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
    return object([("line", String(line)), ("character", String(units))])
  }

  // MARK: - JSON

  private func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  private func quote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
