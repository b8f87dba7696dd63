import StratLanguage
import StratSyntax

/// The compiler's findings as the protocol shows them.
extension LanguageServer {
  func findings(of uri: String) -> JSON {
    guard let document = documents[uri] else { return ["uri": .string(uri), "diagnostics": []] }
    var params: [String: JSON] = [
      "uri": .string(uri),
      "diagnostics": .array(document.analysis.diagnostics.map { finding($0, in: document) }),
    ]
    if let version = document.version { params["version"] = .integer(version) }
    return .object(params)
  }

  private func finding(_ diagnostic: Diagnostic, in document: Document) -> JSON {
    var message = diagnostic.message
    var related: [JSON] = []
    func relate(_ text: String, _ span: SourceSpan) {
      let place: JSON = ["uri": .string(document.uri), "range": document.lines.range(span)]
      related.append(["location": place, "message": .string(text)])
    }
    if !diagnostic.primary.text.isEmpty { relate(diagnostic.primary.text, diagnostic.primary.span) }
    for label in diagnostic.secondary where !label.text.isEmpty { relate(label.text, label.span) }
    for note in diagnostic.notes { relate(note, diagnostic.primary.span) }
    if !client.showsRelated {
      for note in diagnostic.notes { message += "\nnote: \(note)" }
    }
    if let help = diagnostic.help { message += "\nhelp: \(help)" }
    var json: [String: JSON] = [
      "range": document.lines.range(diagnostic.primary.span),
      "severity": diagnostic.severity == .error ? 1 : 2,
      "code": .string(diagnostic.code.rawValue),
      "source": "strat",
      "message": .string(message),
    ]
    if client.showsRelated, !related.isEmpty { json["relatedInformation"] = .array(related) }
    // Shown faint, as something that could go.
    if diagnostic.code == .unusedName { json["tags"] = [1] }
    return .object(json)
  }
}
