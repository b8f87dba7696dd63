import Foundation

/// Where processes that tests start count the lines they reach, when the tests do.
package enum CoverageCounters {
  /// A file for each of them: one that all add to is left half written by those that are killed.
  ///
  /// In a directory of their own beside that of the tests: the package manager wants every file
  /// there to be whole, and a process that is killed as it starts leaves one that is not.
  package static let environment: [String: String] = {
    let name = "LLVM_PROFILE_FILE"
    guard let own = ProcessInfo.processInfo.environment[name] else { return [:] }
    let directory = URL(fileURLWithPath: own).deletingLastPathComponent()
    let children = directory.deletingLastPathComponent().appendingPathComponent("codecov-children")
    return [name: children.appendingPathComponent("%p.profraw").path]
  }()
}
