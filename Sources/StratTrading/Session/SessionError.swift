/// Why a session cannot start, go on or be resumed.
package struct SessionError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable, CaseIterable {
    /// The configuration cannot be traded with; the message lists everything.
    case badConfiguration = "S0001"
    /// The journal belongs to a session with another configuration.
    case otherConfiguration = "S0002"
    /// Running again what the journal says gives something else than it says.
    case diverged = "S0003"
    /// The journal holds what no session writes.
    case unreadable = "S0004"
    /// The candle is not after the one before.
    case candleOutOfOrder = "S0005"
    case unknownSymbol = "S0006"
    /// The journal could not be written; nothing is sent any more.
    case journalFailed = "S0007"
    /// The session failed before; it has to be resumed from its journal.
    case stopped = "S0008"
  }

  package var code: Code
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { "error[\(code.rawValue)]: \(message)" }
}
