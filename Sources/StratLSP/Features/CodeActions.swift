import StratLanguage
import StratSyntax

/// The fixes that findings carry, offered where the findings are.
extension LanguageServer {
  func codeActions(_ params: JSON) throws(ResponseError) -> JSON {
    let document = try document(params)
    guard let start = Position(params["range"]["start"]), let end = Position(params["range"]["end"])
    else { throw ResponseError(.invalidParams, "which range?") }
    let from = document.lines.offset(of: start)
    let to = document.lines.offset(of: end)
    let only = params["context"]["only"].arrayValue?.compactMap(\.stringValue)
    guard only?.contains(where: { "quickfix".hasPrefix($0) }) ?? true else { return [] }
    var actions: [JSON] = []
    for diagnostic in document.analysis.diagnostics {
      let span = diagnostic.primary.span
      guard let fix = diagnostic.fix, Int(span.start) <= to, from <= Int(span.end) else {
        continue
      }
      actions.append([
        "title": .string(title(of: fix, in: document)), "kind": "quickfix", "isPreferred": true,
        "edit": workspaceEdit([(fix.span, fix.replacement)], in: document),
      ])
    }
    return .array(actions)
  }

  private func title(of fix: FixIt, in document: Document) -> String {
    let old = document.analysis.source.clipped(fix.span)
    if fix.replacement.isEmpty { return "Remove `\(old)`" }
    return old.isEmpty
      ? "Insert `\(fix.replacement)`" : "Replace `\(old)` with `\(fix.replacement)`"
  }

  /// Replacements in one document.
  func workspaceEdit(_ edits: [(span: SourceSpan, text: String)], in document: Document) -> JSON {
    let list = JSON.array(
      edits.map { ["range": document.lines.range($0.span), "newText": .string($0.text)] })
    guard client.takesVersionedEdits else { return ["changes": .object([document.uri: list])] }
    let identifier: JSON = [
      "uri": .string(document.uri), "version": document.version.map { .integer($0) } ?? .null,
    ]
    return ["documentChanges": [["textDocument": identifier, "edits": list]]]
  }
}
