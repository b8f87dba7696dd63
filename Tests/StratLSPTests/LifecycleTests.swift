import StratLSP
import Testing

/// How a conversation begins and ends, and what is no conversation.
struct LifecycleTests {
  @Test func `the server says what it can do`() {
    let result = Client().request("initialize", ["capabilities": [:]])
    #expect(result["capabilities"]["textDocumentSync"]["change"] == 2)
    #expect(result["capabilities"]["positionEncoding"] == "utf-16")
    #expect(result["capabilities"]["renameProvider"]["prepareProvider"] == true)
    #expect(result["serverInfo"]["name"] == "strat")
  }

  @Test func `nothing is answered before the client has introduced itself`() {
    let client = Client()
    #expect(client.ask("textDocument/hover")["error"]["code"] == -32002)
    client.open("let x = ")
    #expect(client.notifications.isEmpty)
    #expect(client.request("initialize")["capabilities"] != .null)
    #expect(client.ask("initialize")["error"]["code"] == -32600)
  }

  @Test func `leaving after shutdown is success, without it failure`() {
    let polite = Client.opened()
    #expect(polite.ask("shutdown")["result"] == .null)
    #expect(polite.connection.exitStatus == nil)
    #expect(polite.ask("textDocument/hover")["error"]["code"] == -32600)
    polite.notify("exit", .null)
    #expect(polite.connection.exitStatus == 0)
    let rude = Client.opened()
    rude.notify("exit", .null)
    #expect(rude.connection.exitStatus == 1)
    let early = Client()
    early.notify("exit", .null)
    #expect(early.connection.exitStatus == 1)
  }

  @Test func `an unknown method is an error, an unknown notification is nothing`() {
    let client = Client.opened()
    #expect(client.ask("textDocument/nope")["error"]["code"] == -32601)
    #expect(client.ask("$/nope")["error"]["code"] == -32601)
    client.notify("$/nope", [:])
    client.notify("workspace/didChangeConfiguration", ["settings": .null])
  }

  @Test(arguments: [
    ("{", -32700, JSON.null), ("\u{FF}", -32700, .null), ("[1, 2]", -32600, .null),
    ("{}", -32600, .null), (#"{"jsonrpc":"2.0","id":7}"#, -32600, 7),
    (#"{"jsonrpc":"2.0","id":null,"method":"x"}"#, -32600, .null),
    (#"{"id":1,"method":"shutdown"}"#, -32600, 1), ("5", -32600, .null),
  ])
  func `content that is no message is answered with an error`(
    content: String, code: Int, id: JSON
  ) {
    let client = Client.opened()
    let bytes = Array(content.utf8)
    let replies = client.send(Array("Content-Length: \(bytes.count)\r\n\r\n".utf8) + bytes)
    #expect(replies.count == 1)
    #expect(replies.first?["error"]["code"] == .integer(code))
    #expect(replies.first?["id"] == id)
    #expect(client.ask("shutdown")["error"].isNull)
  }

  @Test func `an answer from the client is taken in silence`() {
    #expect(Client.opened().send(Client.framed(["jsonrpc": "2.0", "id": 3, "result": 1])).isEmpty)
  }

  @Test func `deep nesting is refused`() {
    let client = Client.opened()
    for depth in [100, 400, 600, 100_000] {
      let bytes = Array(
        (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
      let replies = client.send(Array("Content-Length: \(bytes.count)\r\n\r\n".utf8) + bytes)
      let code = replies.first?["error"]["code"]
      #expect(code == -32600 || code == -32700, "\(depth)")
    }
  }

  @Test func `what is asked for and cancelled before it is answered is not worked on`() {
    let (text, params) = Client.place("let x = rs|i(close)")
    let client = Client.opened(text)
    func hover(_ id: JSON) -> [UInt8] {
      Client.framed(
        ["jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": params])
    }
    let cancel = Client.framed(
      ["jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": "a"]])
    let replies = client.send(hover("a") + hover("b") + cancel)
    #expect(replies.map { $0["id"] } == ["a", "b"])
    #expect(replies.first?["error"]["code"] == -32800)
    #expect(replies.last?["result"] != .null)
    // Too late, or of nothing at all: that is no mistake.
    #expect(client.send(cancel).isEmpty)
  }
}
