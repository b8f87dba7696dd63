import TestSupport
import Testing

/// `strat diff` and `strat check --prove`.
struct DiffCommandTests {
  private let candles = """
    time,open,high,low,close
    2020-01-01,10,10,10,10
    2020-01-02,10,12,10,12
    2020-01-03,12,12,11,11
    2020-01-04,11,15,11,15
    2020-01-05,15,15,9,9

    """

  private struct Files {
    let folder: TemporaryDirectory
    let first: String
    let second: String
    let data: String
  }

  private func files(_ first: String, _ second: String) throws -> Files {
    let folder = try TemporaryDirectory()
    return Files(
      folder: folder, first: try folder.write(first, to: "a.strat"),
      second: try folder.write(second, to: "b.strat"),
      data: try folder.write(candles, to: "X_1d.csv"))
  }

  private func diff(_ files: Files, _ more: [String] = []) throws -> StratProcess {
    try StratProcess.run(["diff", files.first, files.second, "--data", files.data] + more)
  }

  @Test func `the same meaning is told by its hash`() throws {
    let same = try files(
      "let a = close\nentry long when a > open\nexit long when a < open\n",
      "# other words\nentry long when close>open\nexit long when close<open\n")
    let diff = try diff(same)
    #expect(diff.status == 0)
    #expect(diff.output.contains("mean the same: "))
    #expect(try StratProcess.run(["diff", same.first, same.second]).status == 0)
  }

  @Test func `bars that differ are listed and explained in both`() throws {
    let pair = try files(
      "entry long when close > open\nexit long when close < open\n",
      "entry long when close > 12\nexit long when close < open\n")
    let diff = try diff(pair)
    #expect(diff.status == 1)
    #expect(diff.output.contains("decisions differ on 1 bar of X, 1d, 5 bars"), "\(diff.output)")
    #expect(diff.output.contains("entry long: 1 bar, 1 only in the first, 0 only in the second"))
    #expect(diff.output.contains("2  2020-01-02T00:00:00Z  entry long   true   false"))
    #expect(diff.output.contains("bar 2, 2020-01-02T00:00:00Z  open 10.0  close 12.0"))
    #expect(diff.output.contains("true  close > open  (by 2.0)"))
    #expect(diff.output.contains("false  close > 12  (short by 0)"))
    let at = try self.diff(pair, ["--at", "2020-01-04"])
    #expect(at.output.contains("bar 4, 2020-01-04T00:00:00Z"))
    let without = try StratProcess.run(["diff", pair.first, pair.second])
    #expect(without.status == 1)
    #expect(without.output.contains("their meanings differ"))
  }

  @Test func `other hours are another meaning, and named`() throws {
    let rule = "entry long when close > open\nstop close * 0.9\n"
    let pair = try files("hours 09:30..16:00\n\(rule)", "hours 09:30..17:00\n\(rule)")
    let diff = try diff(pair, [])
    #expect(diff.output.contains("they trade at different hours"), "\(diff.output)")
  }

  @Test func `a stop differs where there is an entry`() throws {
    let pair = try files(
      "entry long when close > open\nstop close * 0.9\n",
      "entry long when close > open\nstop close * 0.8\nrisk { max_positions 3 }\n")
    let diff = try diff(pair, ["--limit", "1"])
    #expect(diff.status == 1)
    #expect(diff.output.contains("stop: 2 bars"), "\(diff.output)")
    #expect(diff.output.contains("their risk settings differ"))
    #expect(diff.output.contains("and 1 more bars"))
  }

  @Test func `other words for the same decisions are no difference over the candles`() throws {
    let pair = try files(
      "entry long when close > 11\nstop close * 0.9\n",
      "entry long when close > 11.5\nstop close * 0.9\n")
    let diff = try diff(pair)
    #expect(diff.status == 0)
    #expect(diff.output.contains("no decision differs"))
  }

  @Test func `a program reads the same`() throws {
    let pair = try files(
      "entry long when close > open\nexit long when close < open\n",
      "entry long when close > 12\nentry short when close < 10\nexit long when close < open\n")
    let report = try #require(try diff(pair, ["--json"]).json() as? [String: Any])
    #expect(report["same"] as? Bool == false)
    #expect(report["differs"] as? Bool == true)
    #expect(report["differingBars"] as? Int == 2)
    let changes = try #require(report["changes"] as? [[String: Any]])
    #expect(changes.map { $0["bar"] as? Int } == [2, 5])
    #expect(changes.map { $0["output"] as? String } == ["entry long", "entry short"])
    #expect((report["explanations"] as? [Any])?.count == 2)
  }

  @Test func `what cannot be compared ends with 2`() throws {
    let broken = try files("entry long when closs > 3\n", "entry long when close > 3\nstop close\n")
    let diff = try diff(broken)
    #expect(diff.status == 2)
    #expect(diff.errorCodes == ["E0301"])
    let fine = try files("entry long when volume > 3\n", "entry long when close > 3\n")
    #expect(try self.diff(fine).status == 2, "no volume in the candles")
    #expect(try StratProcess.run(["diff", fine.first, "nowhere.strat"]).status == 2)
    #expect(
      try StratProcess.run(["diff", fine.first, fine.second, "--at", "2020-01-01"]).status == 2)
    #expect(try self.diff(fine, ["--at", "noon"]).status == 2)
  }

  // MARK: - Proof

  @Test func `no later bar changes an earlier decision, and that is shown`() throws {
    let check = try StratProcess.run([
      "check", "strategies/squeeze.strat", "--prove", "--data", "examples/data/AAPL_1d.csv",
      "--seed", "3",
    ])
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("no past decision changes on any of"))
    #expect(check.output.contains("128 prefixes, blocks and ticks, "))
    #expect(check.output.contains("seed 3"))
    let short = try files("entry long when close > open[1]\nstop close\n", "")
    let all = try StratProcess.run([
      "check", short.first, "--prove", "--data", short.data, "--format", "json",
    ])
    #expect(all.status == 0)
    let proof = try #require(try all.objects().first?["proof"] as? [String: Any])
    #expect(proof["ok"] as? Bool == true)
    #expect(proof["prefixes"] as? Int == 5)
    #expect(proof["rows"] as? Int == 5)
    #expect((proof["comparisons"] as? Int ?? 0) > 10)
  }

  @Test func `a proof needs candles that can be read`() throws {
    #expect(try StratProcess.run(["check", "strategies/squeeze.strat", "--prove"]).status == 2)
    let missing = try StratProcess.run([
      "check", "strategies/squeeze.strat", "--prove", "--data", "nowhere.csv",
    ])
    #expect(missing.status == 1)
    #expect(missing.errorCodes == ["D0101"])
  }
}
