import StratLanguage
import StratSyntax

/// The statements of a strategy as a list to jump in.
extension LanguageServer {
  func outline(_ params: JSON) throws(ResponseError) -> JSON {
    let document = try document(params)
    let entries = document.analysis.tree.statements.map { entry($0, in: document.analysis) }
    return .array(
      entries.flatMap { entry in
        client.nestsOutline ? [nested(entry, document)] : flat(entry, document, container: nil)
      })
  }

  /// What the protocol calls the kinds of things.
  private enum Kind: Int {
    case namespace = 3
    case method = 6
    case property = 7
    case field = 8
    case function = 12
    case variable = 13
    case constant = 14
    case object = 19
    case event = 24
  }

  private struct Entry {
    var name: String
    var detail = ""
    var kind: Kind
    var span: SourceSpan
    /// What is selected when the entry is.
    var selection: SourceSpan
    var children: [Entry] = []
  }

  private func entry(_ statement: Statement, in analysis: Analysis) -> Entry {
    let span = statement.span
    let keyword = SourceSpan(
      Int(span.start),
      Int(span.start)
        + analysis.source.bytes[Int(span.start)..<Int(span.end)].prefix { $0 > 0x20 }.count)
    var entry = Entry(
      name: analysis.source.text(keyword), kind: .property, span: span, selection: keyword)
    func name(_ name: Name, _ kind: Kind) {
      entry.name = name.text
      entry.kind = kind
      entry.selection = name.span
    }
    switch statement.kind {
    case .strategy(let header):
      entry.name = header.title.isEmpty ? "strategy" : header.title
      entry.kind = .namespace
      entry.selection = header.titleSpan
    case .parameter(let declaration):
      name(declaration.name, .constant)
      entry.detail = analysis.source.clipped(declaration.value.span)
    case .binding(let binding):
      name(binding.name, .variable)
      entry.detail = analysis.source.clipped(binding.value.span, to: 60)
    case .input(let declaration):
      name(declaration.name, .field)
      entry.detail = declaration.dimension.text
    case .function(let declaration):
      name(declaration.name, .function)
      entry.detail = FunctionDescription(declaration, family: "").signature
      entry.children = declaration.bindings.map {
        Entry(
          name: $0.name.text, kind: .variable, span: $0.name.span.union($0.value.span),
          selection: $0.name.span)
      }
    case .rule(let rule):
      entry.name = "\(rule.action.rawValue) \(rule.side.rawValue)"
      entry.kind = .event
      entry.detail = analysis.source.clipped(rule.condition.span, to: 60)
    case .stop(let formula), .target(let formula):
      entry.detail = analysis.source.clipped(formula.span, to: 60)
    case .size(let clause): entry.detail = analysis.source.clipped(clause.amount.span)
    case .risk(let settings):
      entry.kind = .object
      entry.children = settings.map {
        Entry(
          name: $0.name.text, detail: analysis.source.clipped($0.value.span), kind: .property,
          span: $0.name.span.union($0.value.span), selection: $0.name.span)
      }
    case .test(let block):
      entry.name = "test \(block.title)"
      entry.kind = .method
    case .hours: entry.kind = .object
    case .venue(let venue): entry.detail = venue.text
    }
    return entry
  }

  private func nested(_ entry: Entry, _ document: Document) -> JSON {
    var json: [String: JSON] = [
      "name": .string(entry.name), "kind": .integer(entry.kind.rawValue),
      "range": document.lines.range(entry.span),
      "selectionRange": document.lines.range(entry.selection),
    ]
    if !entry.detail.isEmpty { json["detail"] = .string(entry.detail) }
    if !entry.children.isEmpty {
      json["children"] = .array(entry.children.map { nested($0, document) })
    }
    return .object(json)
  }

  private func flat(_ entry: Entry, _ document: Document, container: String?) -> [JSON] {
    let location: JSON = ["uri": .string(document.uri), "range": document.lines.range(entry.span)]
    var json: [String: JSON] = [
      "name": .string(entry.name), "kind": .integer(entry.kind.rawValue), "location": location,
    ]
    if let container { json["containerName"] = .string(container) }
    return [.object(json)]
      + entry.children.flatMap { flat($0, document, container: entry.name) }
  }
}
