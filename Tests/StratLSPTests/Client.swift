import StratLSP
import Testing

/// An editor that talks to the server in memory.
final class Client {
  private(set) var connection: Connection
  private var reader = MessageReader()
  private var nextIdentifier = 0
  private(set) var notifications: [JSON] = []

  static let uri = "file:///strategy.strat"

  init(contentLimit: Int = MessageReader.contentLimit) {
    connection = Connection(contentLimit: contentLimit)
  }

  /// A client that is past its greetings, with one document open.
  static func opened(
    _ text: String = "", capabilities: JSON = Client.everything
  ) -> Client {
    let client = Client()
    _ = client.request("initialize", ["capabilities": capabilities])
    client.notify("initialized", [:])
    client.open(text)
    return client
  }

  static let everything: JSON = [
    "textDocument": [
      "hover": ["contentFormat": ["markdown"]],
      "completion": ["completionItem": ["snippetSupport": true]],
      "publishDiagnostics": ["relatedInformation": true],
      "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
    ]
  ]

  // MARK: - Bytes

  static func framed(_ json: JSON) -> [UInt8] {
    let content = json.text
    return Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }

  /// Sends bytes; the messages that come back, notifications set aside.
  func send(_ bytes: [UInt8]) -> [JSON] {
    reader.append(connection.receive(bytes))
    var replies: [JSON] = []
    while let event = reader.next() {
      guard case .content(let content) = event, let json = JSON(content) else {
        Issue.record("the server sends messages: \(event)")
        continue
      }
      if json["method"].isNull { replies.append(json) } else { notifications.append(json) }
    }
    return replies
  }

  // MARK: - Messages

  /// The whole answer to a request.
  func ask(_ method: String, _ params: JSON = [:]) -> JSON {
    nextIdentifier += 1
    let id = JSON.integer(nextIdentifier)
    let replies = send(
      Self.framed(
        ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": params]))
    #expect(replies.count == 1 && replies.first?["id"] == id, "\(method): \(replies)")
    return replies.first ?? .null
  }

  /// The result of a request.
  func request(_ method: String, _ params: JSON = [:]) -> JSON {
    let reply = ask(method, params)
    #expect(reply["error"].isNull, "\(method): \(reply)")
    return reply["result"]
  }

  func notify(_ method: String, _ params: JSON) {
    #expect(
      send(Self.framed(["jsonrpc": "2.0", "method": .string(method), "params": params])).isEmpty)
  }

  func open(_ text: String, uri: String = Client.uri, version: Int = 1) {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": "strat", "version": .integer(version),
          "text": .string(text),
        ]
      ])
  }

  func change(_ changes: [JSON], version: Int = 2) {
    notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(Self.uri), "version": .integer(version)],
        "contentChanges": .array(changes),
      ])
  }

  /// The findings sent last for a document.
  func findings(of uri: String = Client.uri) -> [JSON] {
    let last = notifications.last {
      $0["method"] == "textDocument/publishDiagnostics" && $0["params"]["uri"] == .string(uri)
    }
    return last?["params"]["diagnostics"].arrayValue ?? []
  }

  func codes(of uri: String = Client.uri) -> [String] {
    findings(of: uri).compactMap { $0["code"].stringValue }
  }

  // MARK: - Places

  /// The parameters for a place, marked in the text by `|` and taken out of it.
  static func place(_ marked: String) -> (text: String, params: JSON) {
    let before = marked.prefix { $0 != "|" }
    let text = before + marked.dropFirst(before.count + 1)
    return (String(text), params(position(after: String(before))))
  }

  static func params(_ position: JSON) -> JSON {
    ["textDocument": ["uri": .string(uri)], "position": position]
  }

  static func position(after text: String) -> JSON {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return [
      "line": .integer(lines.count - 1), "character": .integer(lines.last?.utf16.count ?? 0),
    ]
  }

  /// Asks at the place marked by `|` in a new document.
  static func ask(_ method: String, at marked: String, _ more: [String: JSON] = [:]) -> JSON {
    let (text, params) = place(marked)
    let client = opened(text)
    guard case .object(var fields) = params else { return .null }
    fields.merge(more) { $1 }
    return client.ask(method, .object(fields))
  }

  /// The text that a list of edits makes of a text.
  static func applying(_ edits: [JSON], to text: String) -> String {
    var units = Array(text.utf16)
    func offset(_ position: JSON) -> Int {
      var line = 0
      var index = 0
      while line < position["line"].integerValue ?? 0, index < units.count {
        if units[index] == 10 { line += 1 }
        index += 1
      }
      return index + (position["character"].integerValue ?? 0)
    }
    let changes = edits.map { edit in
      (
        from: offset(edit["range"]["start"]), to: offset(edit["range"]["end"]),
        text: edit["newText"].stringValue ?? ""
      )
    }
    for change in changes.sorted(by: { $0.from > $1.from }) {
      units.replaceSubrange(change.from..<change.to, with: change.text.utf16)
    }
    return String(decoding: units, as: UTF16.self)
  }
}
