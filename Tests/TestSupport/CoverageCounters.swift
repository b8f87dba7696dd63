import Foundation

/// Where processes that tests start count the lines they reach, when the tests do.
package enum CoverageCounters {
  /// One file for all of them: each adds its own when it ends.
  package static let environment: [String: String] = {
    let name = "LLVM_PROFILE_FILE"
    guard let pattern = ProcessInfo.processInfo.environment[name] else { return [:] }
    return [name: pattern.replacingOccurrences(of: "%p", with: "children")]
  }()
}
