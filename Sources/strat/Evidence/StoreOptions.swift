import ArgumentParser
import Foundation
import StratREPL
import StratStore

/// Where evidence is filed.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp(
      "The store of evidence; else STRAT_DB, else strat/strat.db in the user's data folder.",
      valueName: "file"))
  var path: String?

  /// What the user names is taken as it is; the folder of the usual place is made.
  func location() throws(EvidenceError) -> (path: String, isUsual: Bool) {
    if let path { return (path, false) }
    if let path = Environment["STRAT_DB"], !path.isEmpty { return (path, false) }
    if let data = Environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return (data + "/strat/strat.db", true)
    }
    guard let home = Environment["HOME"], !home.isEmpty else {
      throw EvidenceError(
        .cannotOpen, "there is no HOME to keep evidence in", help: "name a file with --db")
    }
    return (home + "/.local/share/strat/strat.db", true)
  }

  /// The store, made where there is none.
  func store() throws(EvidenceError) -> EvidenceStore {
    let (path, isUsual) = try location()
    if isUsual {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw EvidenceError(
          .cannotOpen, "cannot make the folder \(folder.path)",
          help: "name another file with --db or STRAT_DB")
      }
    }
    return try EvidenceStore(path: path)
  }

  /// The store in which a run is looked for; it is not made for that.
  func filled() throws(EvidenceError) -> EvidenceStore {
    if let store = try existing() { return store }
    throw EvidenceError(
      .unknownRun, "nothing is filed in \(try location().path)",
      help: "`strat backtest` and `strat paper` file what they come to")
  }

  /// The store; `nil` where nothing was ever filed.
  func existing() throws(EvidenceError) -> EvidenceStore? {
    try EvidenceStore.existing(at: location().path)
  }
}

/// Whether a run is filed, and where.
struct FilingOptions: ParsableArguments {
  @Flag(help: "Do not file the result as evidence.")
  var noFile = false

  @OptionGroup var store: StoreOptions

  func validate() throws {
    if noFile, store.path != nil {
      throw CommandError(.usage, "--no-file and --db exclude each other", help: "keep one of them")
    }
  }
}
