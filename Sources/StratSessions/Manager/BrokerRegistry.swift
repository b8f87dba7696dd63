package import StratTrading

/// The brokers that sessions may trade with, by the names under which a configuration knows them.
package struct BrokerRegistry: Sendable {
  package struct Entry: Sendable {
    package var broker: Broker
    /// Makes the way to the account; each session has one of its own.
    package var makeGateway: @Sendable () async throws -> any VenueGateway

    package init(
      _ broker: Broker, makeGateway: @escaping @Sendable () async throws -> any VenueGateway
    ) {
      self.broker = broker
      self.makeGateway = makeGateway
    }
  }

  private let entries: [String: Entry]

  package init(_ entries: [String: Entry]) { self.entries = entries }

  package subscript(id: String) -> Entry? { entries[id] }

  package var ids: [String] { entries.keys.sorted() }

  /// What the entry can do, under the name it has here.
  func broker(_ id: String) -> Broker? {
    entries[id].map {
      Broker(name: id, abilities: $0.broker.abilities, isSimulated: $0.broker.isSimulated)
    }
  }
}
