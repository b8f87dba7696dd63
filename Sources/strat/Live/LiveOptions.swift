import ArgumentParser
import StratLanguage
import StratStore
import StratSyntax

/// What `strat check --live` asks for.
struct LiveOptions: ParsableArguments {
  @Flag(help: "Say whether all is there that trading live takes: evidence, risk, broker.")
  var live = false

  @Option(help: ArgumentHelp("With --live: the Sharpe ratio to be above.", valueName: "ratio"))
  var sharpe: Double?

  @Option(help: ArgumentHelp("With --live: the days of paper trading it takes.", valueName: "days"))
  var days: Int?

  @Option(help: ArgumentHelp("With --live: where orders are to go.", valueName: "name"))
  var broker: String?

  @OptionGroup var store: StoreOptions

  func validate() throws {
    if !live, sharpe != nil || days != nil || broker != nil || store.path != nil {
      throw CommandError(
        .usage, "--sharpe, --days, --broker and --db go with --live", help: "add --live")
    }
    if let sharpe, !sharpe.isFinite {
      throw CommandError(.usage, "--sharpe is a number", help: "write `--sharpe 1.5`")
    }
    if let days, days < 1 {
      throw CommandError(.usage, "--days counts from 1", help: "write `--days 5`")
    }
  }

  func report(_ strategy: CheckedStrategy) throws -> LiveReport {
    var thresholds = LiveThresholds()
    if let sharpe { thresholds.sharpe = sharpe }
    if let days { thresholds.paperDays = days }
    let check = PrerequisiteCheck(
      strategy, store: try store.existing(), engineVersion: Strat.engineVersion,
      thresholds: thresholds)
    return LiveReport(
      file: strategy.source.name, prerequisites: try check.prerequisites(broker: broker))
  }
}
