import Foundation

/// Where processes that tests start count the lines they reach, when the tests do.
package enum CoverageCounters {
  /// A file for each of them, as the tests themselves have: one that all add to is left half
  /// written by those that are killed.
  package static let environment: [String: String] = {
    let name = "LLVM_PROFILE_FILE"
    return ProcessInfo.processInfo.environment[name].map { [name: $0] } ?? [:]
  }()
}
