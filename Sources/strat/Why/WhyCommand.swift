import ArgumentParser
import StratMarket
import StratREPL
import StratStore
import StratTrading

/// `strat why`: what a session made of a bar, and why.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say why a session did or did not do something on a bar.",
    discussion: """
      Runs the strategy in the journal again up to the bar, shows every part of its rules with \
      its value, which part failed and by how much, and which gate said no. Checks that the \
      journal says the same.

      Example:
        strat why s.db EURUSD 2017-03-02T14:00Z
      """)

  @Argument(help: "The journal of a session.")
  var journal: String

  @Argument(help: "The symbol.")
  var symbol: String

  @Argument(help: "The bar's opening time; a time inside it will do. Else the last bar.")
  var time: String?

  @OptionGroup var besides: SeriesOptions

  func run() throws {
    var moment: Timestamp?
    if let time {
      guard let parsed = Timestamp(time) else {
        throw CommandError(
          .malformedMoment, "'\(time)' is no time", help: "write 2017-03-02T14:00Z")
      }
      moment = parsed
    }
    guard TextFile.exists(journal) else {
      throw CommandError(
        .noSuchFile, "there is no journal here", path: journal,
        help: "`strat paper` makes one: strat paper … --journal \(journal)")
    }
    let store = try SQLiteJournal.open(path: journal, mode: .readOnly)
    try store.verify()
    let record = try JournalledBar(store, symbol: symbol, at: moment)
    try StandardOutput.print(try WhyReport(store.session, record, symbol, besides).text)
    store.close()
  }
}
