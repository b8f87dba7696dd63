import Foundation
import Testing

/// `strat lsp` as an editor starts it; what it answers is tested beside the server.
struct LSPCommandTests {
  private func framed(_ content: String) -> String {
    "Content-Length: \(content.utf8.count)\r\n\r\n" + content
  }

  private let initialize =
    #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#
  private let shutdown = #"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#
  private let exit = #"{"jsonrpc":"2.0","method":"exit"}"#

  @Test func `a conversation that ends well is success`() throws {
    let open =
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":"#
      + #"{"uri":"file:///é","version":1,"text":"let x = clos"}}}"#
    let input = [initialize, open, shutdown, exit].map(framed).joined()
    for arguments in [["lsp"], ["lsp", "--stdio"]] {
      let server = try StratProcess.run(arguments, input: input)
      #expect(server.status == 0)
      #expect(server.errors.isEmpty)
      #expect(server.output.contains(#""positionEncoding":"utf-16""#))
      #expect(server.output.contains(#""id":2,"jsonrpc":"2.0","result":null"#))
    }
  }

  @Test func `findings are sent by themselves`() throws {
    let open =
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":"#
      + #"{"uri":"file:///x","version":1,"text":"let x = clos"}}}"#
    let server = try StratProcess.run(["lsp"], input: [initialize, open].map(framed).joined())
    #expect(server.output.contains(#""code":"E0301""#))
    // Nobody said goodbye.
    #expect(server.status == 1)
  }

  @Test(arguments: ["", "nonsense", "Content-Length: 5\r\n\r\n{}", "\r\n\r\n"])
  func `a client that goes away without a word is no success`(input: String) throws {
    let server = try StratProcess.run(["lsp"], input: input)
    #expect(server.status == 1)
    #expect(server.errors.isEmpty)
  }

  @Test func `exit without shutdown is no success`() throws {
    let server = try StratProcess.run(["lsp"], input: [initialize, exit].map(framed).joined())
    #expect(server.status == 1)
  }
}
