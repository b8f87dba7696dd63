/// A message from the client, as far as its envelope goes.
package enum Message: Hashable, Sendable {
  case request(id: JSON, method: String, params: JSON)
  case notification(method: String, params: JSON)
  /// An answer to something the server asked.
  case response
  /// JSON, but no message; the identifier, where it has one.
  case invalid(id: JSON)

  package init(_ json: JSON) {
    let id = json["id"]
    let hasIdentifier: Bool
    switch id {
    case .integer, .string: hasIdentifier = true
    case .null, .boolean, .number, .array, .object: hasIdentifier = false
    }
    guard case .object(let fields) = json, json["jsonrpc"] == "2.0" else {
      self = .invalid(id: hasIdentifier ? id : .null)
      return
    }
    guard let method = json["method"].stringValue else {
      self =
        fields["result"] != nil || fields["error"] != nil
        ? .response : .invalid(id: hasIdentifier ? id : .null)
      return
    }
    if hasIdentifier {
      self = .request(id: id, method: method, params: json["params"])
    } else {
      self =
        fields["id"] == nil
        ? .notification(method: method, params: json["params"]) : .invalid(id: .null)
    }
  }

  static func reply(to id: JSON, _ result: Result<JSON, ResponseError>) -> JSON {
    switch result {
    case .success(let value): ["jsonrpc": "2.0", "id": id, "result": value]
    case .failure(let error):
      [
        "jsonrpc": "2.0", "id": id,
        "error": ["code": .integer(error.code.rawValue), "message": .string(error.message)],
      ]
    }
  }

  static func notification(_ method: String, _ params: JSON) -> JSON {
    ["jsonrpc": "2.0", "method": .string(method), "params": params]
  }
}

/// Why a request is not answered.
struct ResponseError: Error {
  /// The codes of JSON-RPC and of the protocol.
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestFailed = -32803
    case requestCancelled = -32800
  }

  var code: Code
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
