import StratLanguage
import StratSyntax

/// What the call that is being written takes.
extension LanguageServer {
  func signatureHelp(_ params: JSON) throws(ResponseError) -> JSON {
    let (document, offset) = try place(params)
    guard let call = CompletionSite(Array(document.bytes[..<offset])).call,
      let description = description(of: call.name.text, in: document.analysis)
    else { return .null }
    let parameters = description.signatureParts
    var active = call.argument
    if let label = call.label {
      active = parameters.firstIndex { $0.name == label } ?? parameters.count
    } else if parameters.last?.label == "…" {
      active = min(active, parameters.count - 1)
    }
    var documentation = Markup()
    documentation.add(description.summary)
    let signature: JSON = [
      "label": .string(description.signature),
      "documentation": client.markup(documentation),
      "parameters": .array(parameters.map { ["label": .string($0.label)] }),
    ]
    return ["signatures": [signature], "activeSignature": 0, "activeParameter": .integer(active)]
  }
}
