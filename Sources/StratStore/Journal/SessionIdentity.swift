package import StratMarket
package import StratTrading

/// Which session a journal belongs to: what was run, on what, by which engine.
package struct SessionIdentity: Hashable, Sendable {
  package var sessionID: String
  package var strategyTitle: String
  /// The strategy's text as it was run.
  package var strategySource: String
  package var semanticHash: String
  /// Canonical JSON.
  package var parameters: String
  /// Canonical JSON: risk, sizing, costs and everything else that decides what is traded.
  package var configuration: String
  /// Canonical JSON: where the candles come from.
  package var dataDescription: String
  package var engineVersion: String
  package var created: Timestamp

  package init(
    sessionID: String, strategyTitle: String, strategySource: String, semanticHash: String,
    parameters: String, configuration: String, dataDescription: String, engineVersion: String,
    created: Timestamp
  ) {
    self.sessionID = sessionID
    self.strategyTitle = strategyTitle
    self.strategySource = strategySource
    self.semanticHash = semanticHash
    self.parameters = parameters
    self.configuration = configuration
    self.dataDescription = dataDescription
    self.engineVersion = engineVersion
    self.created = created
  }

  /// What can differ between the session a journal holds and the one about to go on with it.
  package enum Aspect: String, CaseIterable, Sendable {
    case semanticHash = "rules"
    case parameters = "parameters"
    case configuration = "configuration"
    case dataDescription = "data"
    case engineVersion = "engine version"

    /// What makes two sessions decide alike; a newer engine may go on with an older journal.
    package static let deciding: Set<Aspect> = [
      .semanticHash, .parameters, .configuration, .dataDescription,
    ]
  }

  /// The aspects in which the other session is not this one, in order of declaration.
  package func differences(from other: SessionIdentity) -> [Aspect] {
    Aspect.allCases.filter { text(of: $0) != other.text(of: $0) }
  }

  /// Refuses a session that would not decide as this one did.
  package func require(
    _ other: SessionIdentity, sameIn aspects: Set<Aspect> = Aspect.deciding
  ) throws(JournalError) {
    let different = differences(from: other).filter(aspects.contains)
    guard !different.isEmpty else { return }
    let names = different.map(\.rawValue).joined(separator: ", ")
    throw JournalError(
      .otherSession, "the journal belongs to another session \(sessionID): different \(names)")
  }

  /// The bytes of one aspect, so that texts compare as they are stored and hashed.
  private func text(of aspect: Aspect) -> [UInt8] {
    switch aspect {
    case .semanticHash: Array(semanticHash.utf8)
    case .parameters: Array(parameters.utf8)
    case .configuration: Array(configuration.utf8)
    case .dataDescription: Array(dataDescription.utf8)
    case .engineVersion: Array(engineVersion.utf8)
    }
  }

  /// The hash the first record follows on: no record can be moved to another session.
  package var genesis: ChainHash {
    var content = CanonicalBytes()
    content.append(text: "strat journal".utf8)
    content.append(Int64(JournalSchema.formatVersion))
    for text in [
      sessionID, strategyTitle, strategySource, semanticHash, parameters, configuration,
      dataDescription, engineVersion,
    ] {
      content.append(text: text.utf8)
    }
    content.append(created.milliseconds)
    return ChainHash(digesting: content.bytes)
  }
}
