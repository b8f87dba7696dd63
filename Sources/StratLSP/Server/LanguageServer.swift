import StratSyntax

/// Answers what editors ask about strategies: messages in, messages out, nothing else.
final class LanguageServer {
  enum Incoming {
    case message(Message)
    /// Bytes that are no message.
    case refused(ResponseError)
  }

  private enum Phase {
    case fresh
    case running
    /// `shutdown` was asked for; only `exit` may follow.
    case shutDown
  }

  private var phase = Phase.fresh
  private(set) var exitStatus: Int32?
  private(set) var client = ClientCapabilities()
  private(set) var documents: [String: Document] = [:]
  /// Documents whose findings the client does not have yet, in the order they changed.
  private var stale: [String] = []

  // MARK: - Messages

  func answer(_ incoming: [Incoming]) -> [JSON] {
    let cancelled = Set(incoming.compactMap(Self.cancelledRequest))
    var replies: [JSON] = []
    for item in incoming where exitStatus == nil {
      switch item {
      case .refused(let error): replies.append(Message.reply(to: .null, .failure(error)))
      case .message(.request(let id, let method, let params)):
        let isCancelled = cancelled.contains(id) && method != "shutdown" && method != "initialize"
        let error = ResponseError(.requestCancelled, "cancelled")
        replies.append(
          Message.reply(
            to: id, isCancelled ? .failure(error) : result(of: method, params)))
      case .message(.notification(let method, let params)): take(method, params)
      case .message(.response): break
      case .message(.invalid(let id)):
        let error = ResponseError(.invalidRequest, "this is no request")
        replies.append(Message.reply(to: id, .failure(error)))
      }
    }
    return replies + findings()
  }

  private static func cancelledRequest(_ item: Incoming) -> JSON? {
    guard case .message(.notification("$/cancelRequest", let params)) = item else { return nil }
    return params["id"]
  }

  private func result(of method: String, _ params: JSON) -> Result<JSON, ResponseError> {
    do throws(ResponseError) {
      return .success(try reply(to: method, params))
    } catch {
      return .failure(error)
    }
  }

  private func reply(to method: String, _ params: JSON) throws(ResponseError) -> JSON {
    switch phase {
    case .fresh:
      guard method == "initialize" else {
        throw ResponseError(.serverNotInitialized, "`initialize` comes first")
      }
      client = ClientCapabilities(params)
      phase = .running
      return client.initializeResult
    case .running: break
    case .shutDown: throw ResponseError(.invalidRequest, "the server has been shut down")
    }
    switch method {
    case "initialize": throw ResponseError(.invalidRequest, "this has been done already")
    case "shutdown":
      phase = .shutDown
      stale = []
      return .null
    case "textDocument/hover": return try hover(params)
    case "textDocument/completion": return try completion(params)
    case "textDocument/signatureHelp": return try signatureHelp(params)
    case "textDocument/definition": return try definition(params)
    case "textDocument/references": return try references(params)
    case "textDocument/documentHighlight": return try highlights(params)
    case "textDocument/prepareRename": return try prepareRename(params)
    case "textDocument/rename": return try rename(params)
    case "textDocument/documentSymbol": return try outline(params)
    case "textDocument/formatting": return try formatting(params)
    case "textDocument/semanticTokens/full": return try semanticTokens(params)
    case "textDocument/codeAction": return try codeActions(params)
    default: throw ResponseError(.methodNotFound, "there is no method `\(method)`")
    }
  }

  /// Notifications are never answered; one that makes no sense is let go.
  private func take(_ method: String, _ params: JSON) {
    if method == "exit" {
      exitStatus = phase == .shutDown ? 0 : 1
      return
    }
    guard phase == .running else { return }
    switch method {
    case "textDocument/didOpen": open(params["textDocument"])
    case "textDocument/didChange": change(params)
    case "textDocument/didClose": close(params)
    default: break
    }
  }

  // MARK: - Documents

  private func open(_ item: JSON) {
    guard let uri = item["uri"].stringValue, let text = item["text"].stringValue else { return }
    documents[uri] = Document(
      uri: uri, version: item["version"].integerValue, text: text, encoding: client.encoding)
    markStale(uri)
  }

  private func change(_ params: JSON) {
    guard let uri = params["textDocument"]["uri"].stringValue, let document = documents[uri],
      let changes = params["contentChanges"].arrayValue
    else { return }
    for change in changes {
      guard let text = change["text"].stringValue else { continue }
      if change["range"].isNull {
        document.change(nil, to: text)
      } else if let start = Position(change["range"]["start"]),
        let end = Position(change["range"]["end"])
      {
        document.change((start, end), to: text)
      }
    }
    document.setVersion(params["textDocument"]["version"].integerValue)
    markStale(uri)
  }

  private func close(_ params: JSON) {
    guard let uri = params["textDocument"]["uri"].stringValue,
      documents.removeValue(forKey: uri) != nil
    else { return }
    // A closed document has no findings: the client would show them for ever.
    markStale(uri)
  }

  private func markStale(_ uri: String) {
    stale.removeAll { $0 == uri }
    stale.append(uri)
  }

  private func findings() -> [JSON] {
    defer { stale = [] }
    return stale.map { uri in
      Message.notification("textDocument/publishDiagnostics", findings(of: uri))
    }
  }

  // MARK: - Parameters

  func document(_ params: JSON) throws(ResponseError) -> Document {
    guard let uri = params["textDocument"]["uri"].stringValue else {
      throw ResponseError(.invalidParams, "which document?")
    }
    guard let document = documents[uri] else {
      throw ResponseError(.invalidParams, "the document is not open: \(uri)")
    }
    return document
  }

  func place(_ params: JSON) throws(ResponseError) -> (document: Document, offset: Int) {
    let document = try document(params)
    guard let position = Position(params["position"]) else {
      throw ResponseError(.invalidParams, "which position?")
    }
    return (document, document.lines.offset(of: position))
  }
}

extension Position {
  init?(_ json: JSON) {
    guard let line = json["line"].integerValue, let column = json["character"].integerValue,
      line >= 0, column >= 0
    else { return nil }
    self.init(line: line, column: column)
  }
}
