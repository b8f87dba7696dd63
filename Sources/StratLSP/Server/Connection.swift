/// A conversation with one client: bytes in, bytes out.
package struct Connection {
  private var reader: MessageReader
  private let server = LanguageServer()

  package init(contentLimit: Int = MessageReader.contentLimit) {
    reader = MessageReader(contentLimit: contentLimit)
  }

  /// What the process ends with, once the client has said so.
  package var exitStatus: Int32? { server.exitStatus }

  /// Takes in what has come, and gives what there is to say to it.
  ///
  /// All messages that are there are looked at before the first is answered: a request that has
  /// been cancelled meanwhile is not worked on, and a document that changes several times is
  /// checked once.
  package mutating func receive(_ bytes: [UInt8]) -> [UInt8] {
    reader.append(bytes)
    var incoming: [LanguageServer.Incoming] = []
    while let event = reader.next() {
      switch event {
      case .content(let content):
        if let json = JSON(content) {
          incoming.append(.message(Message(json)))
        } else {
          incoming.append(.refused(ResponseError(.parseError, "this is not JSON")))
        }
      case .malformedHeader(let problem):
        incoming.append(.refused(ResponseError(.parseError, problem)))
      case .tooLarge(let length):
        incoming.append(
          .refused(
            ResponseError(.invalidRequest, "a message of \(length) bytes is too long")))
      }
    }
    return server.answer(incoming).flatMap(Self.framed)
  }

  private static func framed(_ message: JSON) -> [UInt8] {
    let content = message.text
    return Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }
}
