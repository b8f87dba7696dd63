import StratStore

/// Why a command about sessions came to nothing.
package struct SessionsError: Error, Codable, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Codable, Hashable, Sendable, CaseIterable {
    /// The request makes no sense; the message lists everything.
    case badRequest = "M0101"
    case strategyInvalid = "M0102"
    case brokerNotFound = "M0103"
    case prerequisiteNotMet = "M0104"
    case symbolTaken = "M0105"
    case symbolUnknown = "M0106"
    case dataNotAvailable = "M0107"
    case brokerUnreachable = "M0108"
    case sessionNotFound = "M0109"
    case notRunning = "M0110"
    case sessionStopped = "M0111"
    case reasonMissing = "M0112"
    case nothingToConfirm = "M0113"
    case cannotKeep = "M0114"
    case cannotRestore = "M0115"
    case shuttingDown = "M0116"
    case notFlat = "M0117"
  }

  /// One prerequisite that is not met.
  package struct Unmet: Codable, Hashable, Sendable {
    package var subject: String
    package var code: String
    package var value: String
    package var threshold: String
    package var next: String
  }

  package var code: Code
  package var message: String
  /// With `prerequisiteNotMet`: every one of them.
  package var unmet: [Unmet] = []

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// - Parameter prerequisites: those that are met are left out.
  static func prerequisites(_ prerequisites: [Prerequisite]) -> SessionsError {
    let unmet = prerequisites.compactMap { prerequisite in
      prerequisite.failure.map {
        Unmet(
          subject: prerequisite.subject.rawValue, code: $0.code.rawValue,
          value: prerequisite.value, threshold: prerequisite.threshold, next: $0.next)
      }
    }
    let names = unmet.map { "\($0.subject) [\($0.code)]: \($0.value), wanted \($0.threshold)" }
    var error = SessionsError(
      .prerequisiteNotMet, "not ready to trade live: \(names.joined(separator: "; "))")
    error.unmet = unmet
    return error
  }

  package var description: String { "error[\(code.rawValue)]: \(message)" }
}
