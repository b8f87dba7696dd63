/// What the client can do, as far as answers depend on it.
struct ClientCapabilities {
  var encoding = PositionEncoding.utf16
  var showsMarkdown = false
  var takesSnippets = false
  var showsRelated = false
  var nestsOutline = false
  /// Takes a list of edits with the version of the document they are for.
  var takesVersionedEdits = false

  init() {}

  init(_ params: JSON) {
    let all = params["capabilities"]
    let text = all["textDocument"]
    // The first one offered is the one the client likes best.
    let offered = all["general"]["positionEncodings"].arrayValue ?? []
    encoding =
      offered.lazy.compactMap { $0.stringValue.flatMap(PositionEncoding.init) }.first
      ?? .utf16
    showsMarkdown =
      text["hover"]["contentFormat"].arrayValue?.contains("markdown") ?? false
    takesSnippets =
      text["completion"]["completionItem"]["snippetSupport"].booleanValue ?? false
    showsRelated = text["publishDiagnostics"]["relatedInformation"].booleanValue ?? false
    nestsOutline =
      text["documentSymbol"]["hierarchicalDocumentSymbolSupport"].booleanValue ?? false
    takesVersionedEdits = all["workspace"]["workspaceEdit"]["documentChanges"].booleanValue ?? false
  }

  var initializeResult: JSON {
    [
      "capabilities": [
        "positionEncoding": .string(encoding.rawValue),
        "textDocumentSync": ["openClose": true, "change": 2],
        "hoverProvider": true,
        "completionProvider": ["triggerCharacters": [".", "(", ","]],
        "signatureHelpProvider": ["triggerCharacters": ["(", ","]],
        "definitionProvider": true,
        "referencesProvider": true,
        "documentHighlightProvider": true,
        "renameProvider": ["prepareProvider": true],
        "documentSymbolProvider": true,
        "documentFormattingProvider": true,
        "codeActionProvider": ["codeActionKinds": ["quickfix"]],
        "semanticTokensProvider": [
          "legend": [
            "tokenTypes": .array(SemanticTokens.Kind.allCases.map { .string($0.rawValue) }),
            "tokenModifiers": .array(
              SemanticTokens.Modifier.allCases.map { .string($0.rawValue) }),
          ],
          "full": true,
        ],
      ],
      "serverInfo": ["name": "strat"],
    ]
  }

  /// Words for people; as Markdown where it is understood.
  func markup(_ text: Markup) -> JSON {
    showsMarkdown
      ? ["kind": "markdown", "value": .string(text.markdown)]
      : ["kind": "plaintext", "value": .string(text.plain)]
  }
}
