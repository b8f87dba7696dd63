import Crypto
package import StratTrading

/// How a run came about.
package enum RunKind: String, Codable, Hashable, Sendable, CaseIterable {
  case backtest
  case paper
}

/// Everything that decides what a run comes to; two runs with equal inputs are one.
package struct RunInputs: Codable, Hashable, Sendable {
  package var kind: RunKind
  package var semanticHash: String
  /// Canonical JSON.
  package var parameters: String
  /// Canonical JSON of the limits.
  package var risk: String
  /// Canonical JSON: account, instruments, costs, fills.
  package var assumptions: String
  /// Of the candles, and of the stretch of them that was traded.
  package var fingerprint: String
  package var engineVersion: String

  package init(
    kind: RunKind, semanticHash: String, parameters: String, risk: String, assumptions: String,
    fingerprint: String, engineVersion: String
  ) {
    self.kind = kind
    self.semanticHash = semanticHash
    self.parameters = parameters
    self.risk = risk
    self.assumptions = assumptions
    self.fingerprint = fingerprint
    self.engineVersion = engineVersion
  }

  /// The inputs of a run under a configuration.
  package init(
    kind: RunKind, configuration: SessionConfiguration, parameters: [String: Double],
    fingerprint: String, engineVersion: String
  ) throws {
    self.init(
      kind: kind, semanticHash: configuration.strategyHash,
      parameters: try CanonicalJSON.encode(parameters),
      risk: try CanonicalJSON.encode(configuration.limits),
      assumptions: try configuration.assumptions(), fingerprint: fingerprint,
      engineVersion: engineVersion)
  }

  /// SHA-256 over all of them, hexadecimal.
  package var identity: String {
    var content = CanonicalBytes()
    // Changing what enters below needs a new version here.
    content.append(text: "strat run 1".utf8)
    for text in [
      kind.rawValue, semanticHash, parameters, risk, assumptions, fingerprint, engineVersion,
    ] {
      content.append(text: text.utf8)
    }
    return hexadecimal(Array(SHA256.hash(data: content.bytes)))
  }
}

extension SessionConfiguration {
  /// What is assumed about account, instruments, costs and fills, as canonical JSON.
  ///
  /// What has a place of its own in the identity of a run, and what names a session, is left out.
  package func assumptions() throws -> String {
    var plain = self
    plain.id = SessionID("")
    plain.strategyTitle = ""
    plain.strategyHash = ""
    plain.limits = RiskLimits()
    return try CanonicalJSON.encode(plain)
  }
}
