/// How hard an emergency stop tries.
package struct EmergencySettings: Codable, Hashable, Sendable {
  package var attempts = 40
  /// No attempt begins later than this.
  package var limitMilliseconds: Int64 = 120_000
  package var callMilliseconds: Int64 = 5_000
  package var retry = Backoff(firstMilliseconds: 200, longestMilliseconds: 5_000)
  /// How long the running session may take to be told.
  package var tellMilliseconds: Int64 = 2_000

  package init() {}
}
