import StratREPL

/// Files named one by one and those in folders that were named.
enum BatchInputs {
  static func files(_ paths: [String], endingIn suffix: String) throws(CommandError) -> [String] {
    var found: [String] = []
    for path in paths {
      let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
      let inside = TextFile.names(in: path)
      guard inside.isEmpty else {
        let files = inside.filter { $0.hasSuffix(suffix) }.map { trimmed + "/" + $0 }
        guard !files.isEmpty else {
          throw CommandError(
            .noSuchFile, "there is no \(suffix) file in the folder", path: path,
            help: "name files, or a folder that holds some")
        }
        found += files
        continue
      }
      guard TextFile.exists(path) else {
        throw CommandError(
          .noSuchFile, "no such file or folder", path: path, help: "check the path")
      }
      found.append(path)
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }
}
