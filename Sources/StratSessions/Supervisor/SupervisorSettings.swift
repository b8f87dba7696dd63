/// When a session that fails is started again, and when not any more.
package struct SupervisorSettings: Codable, Hashable, Sendable {
  package var restart = Backoff(firstMilliseconds: 1_000, longestMilliseconds: 60_000)
  /// So many failures within the time below, and the session is given up.
  package var failures = 5
  package var windowMilliseconds: Int64 = 600_000

  package init() {}
}
