import Foundation
import StratStore
package import StratTrading

/// Where sessions live on disk: a file that lists them, and a folder for each.
///
/// | in the folder of a session | what it is |
/// | --- | --- |
/// | `manifest.json` | what it was started with |
/// | `strategy.strat` | the strategy's text as it was then |
/// | `journal.db` | everything that happened |
package struct SessionsFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  /// Where sessions are: as the user says, else `STRAT_SESSIONS`, else beside the store of evidence
  /// in the user's data folder.
  package static func usual(
    named path: String?, environment: [String: String]
  ) throws(SessionsError) -> SessionsFolder {
    if let path { return SessionsFolder(path) }
    if let path = environment["STRAT_SESSIONS"], !path.isEmpty { return SessionsFolder(path) }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return SessionsFolder(data + "/strat/sessions")
    }
    guard let home = environment["HOME"], !home.isEmpty else {
      throw SessionsError(
        .cannotKeep, "there is no HOME to keep sessions in; name a folder with STRAT_SESSIONS")
    }
    return SessionsFolder(home + "/.local/share/strat/sessions")
  }

  package var listPath: String { path + "/sessions.db" }
  package func folder(of id: SessionID) -> String { "\(path)/\(id)" }
  package func journalPath(of id: SessionID) -> String { folder(of: id) + "/journal.db" }

  /// Makes the folder itself, readable by nobody else.
  package func make() throws(SessionsError) { try Self.makeFolder(path) }

  /// Everything a session is made from, written down before it begins.
  package func create(
    _ manifest: SessionManifest, strategy: String
  ) throws(SessionsError) {
    let folder = folder(of: manifest.configuration.id)
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw SessionsError(.cannotKeep, "\(folder) exists")
    }
    try Self.makeFolder(folder)
    do {
      try Data(strategy.utf8).write(
        to: URL(fileURLWithPath: folder + "/strategy.strat"), options: .atomic)
      try Data(try CanonicalJSON.encode(manifest).utf8).write(
        to: URL(fileURLWithPath: folder + "/manifest.json"), options: .atomic)
    } catch {
      remove(manifest.configuration.id)
      throw SessionsError(.cannotKeep, "cannot write into \(folder): \(error)")
    }
  }

  /// Removes what `create` made, when nothing has come of it.
  package func remove(_ id: SessionID) {
    // What cannot be removed is in nobody's way: its name is not given again.
    try? FileManager.default.removeItem(atPath: folder(of: id))
  }

  package func read(
    _ id: SessionID
  ) throws(SessionsError) -> (manifest: SessionManifest, strategy: String) {
    let folder = folder(of: id)
    do {
      let strategy = try String(
        decoding: Data(contentsOf: URL(fileURLWithPath: folder + "/strategy.strat")), as: UTF8.self)
      let text = try String(
        decoding: Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json")), as: UTF8.self)
      return (try CanonicalJSON.decode(SessionManifest.self, from: text), strategy)
    } catch {
      throw SessionsError(.cannotRestore, "cannot read \(folder): \(error)")
    }
  }

  private static func makeFolder(_ path: String) throws(SessionsError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw SessionsError(.cannotKeep, "cannot make the folder \(path): \(error)")
    }
  }
}

/// What a session was started with; from it and the strategy's text it is made again.
package struct SessionManifest: Codable, Hashable, Sendable {
  package var configuration: SessionConfiguration
  package var settings: LiveSettings
  package var broker: String
  package var path: String
  package var parameters: [String: Double]
  package var engineVersion: String
}
