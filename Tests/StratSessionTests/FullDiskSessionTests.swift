import Foundation
import TestSupport
import Testing

/// A disk without room stops a session with an error; with room, the same command goes on.
@Suite(.serialized) struct FullDiskSessionTests {
  @Test(
    .enabled(
      if: TemporaryMount.isPossible, "mounting a small file system takes superuser rights"),
    arguments: [24, 200, 500])
  func `a full disk is an error, and with room the session goes on`(kilobytes: Int) throws {
    let run = try PaperRun(
      text: PaperRun.busy, data: [Examples.path("examples/data/AAPL_1d.csv")])
    #expect(try run.run("whole.db").exit == .status(0))
    let mount = try TemporaryMount(kilobytes: kilobytes)
    let path = mount.path + "/s.db"
    let arguments =
      ["paper", run.strategy, "--data"] + run.data + ["--journal", path]
    for _ in 0..<2 {
      let full = try Invocation.run(arguments)
      #expect(full.exit == .status(1), "\(full.errors)")
      #expect(full.errors.contains("error[J000") || full.errors.contains("error[S0007]"))
      #expect(full.errors.contains("full") || full.errors.contains("No space"), "\(full.errors)")
    }
    try mount.resize(kilobytes: 64 << 10)
    let continued = try Invocation.run(arguments)
    #expect(continued.exit == .status(0), "\(continued.errors)")
    #expect(try JournalContents(path: path) == run.contents("whole.db"))
  }
}
