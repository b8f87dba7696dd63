package import StratTrading

/// What the manager can be asked about one session, in a form that travels.
package struct SessionCommand: Codable, Hashable, Sendable {
  package enum Action: String, Codable, Hashable, Sendable, CaseIterable {
    case pause
    case resume
    case stop
    case confirm
    case reject
    case adopt
    case emergencyStop = "emergency-stop"
  }

  package var action: Action
  package var session: SessionID
  package var reason: String?
  /// With `stop`: whether positions are closed first.
  package var flatten: Bool?
  /// With `confirm` and `reject`.
  package var card: ClientOrderID?

  package init(
    _ action: Action, _ session: SessionID, reason: String? = nil, flatten: Bool? = nil,
    card: ClientOrderID? = nil
  ) {
    self.action = action
    self.session = session
    self.reason = reason
    self.flatten = flatten
    self.card = card
  }
}

/// What came of a command.
package struct SessionReply: Codable, Hashable, Sendable {
  package var status: SessionStatus
  /// With `emergency-stop`.
  package var emergency: EmergencyReport?
}
