package import StratStore

/// How sessions are started, run and ended.
package struct ManagerSettings: Sendable {
  package var thresholds = LiveThresholds()
  package var runner = RunnerSettings()
  package var supervisor = SupervisorSettings()
  package var emergency = EmergencySettings()
  /// How long a stop waits for entries to be taken back, and for positions to be closed.
  package var stopMilliseconds: Int64 = 30_000
  /// What journals and evidence name as the engine that made them.
  package var engineVersion: String

  package init(engineVersion: String) { self.engineVersion = engineVersion }
}
