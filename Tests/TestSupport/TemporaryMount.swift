import Foundation

/// A small file system in memory, unmounted with the test.
package final class TemporaryMount {
  private let directory: TemporaryDirectory
  package var path: String { directory.path }

  /// Only the superuser may mount, and not in every container.
  package static let isPossible: Bool = {
    guard getuid() == 0 else { return false }
    return (try? TemporaryMount(kilobytes: 16)) != nil
  }()

  package init(kilobytes: Int) throws {
    directory = try TemporaryDirectory()
    try Self.run(
      "mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k,nr_inodes=100", "tmpfs", directory.path])
  }

  /// Lazily: a failed test may still hold its journal open.
  deinit { try? Self.run("umount", ["-l", directory.path]) }

  package func resize(kilobytes: Int) throws {
    try Self.run("mount", ["-o", "remount,size=\(kilobytes)k", path])
  }

  package func makeReadOnly() throws { try Self.run("mount", ["-o", "remount,ro", path]) }

  private struct Refused: Error {}

  private static func run(_ command: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Refused() }
  }
}
