import StratLanguage
import StratREPL
import StratSyntax

/// What mending a file came to: what was done to it, as lines taken out and put in.
struct FixReport {
  private let path: String
  private let original: SourceText
  let fixes: SureFixes

  init(_ path: String, overrides: [String: Double]) throws(CommandError) {
    self.path = path
    original = try StrategySource.file(path).text
    fixes = SureFixes(original, overrides: overrides)
  }

  var hasChanges: Bool { fixes.source.bytes != original.bytes }

  /// Puts the mended text in the place of the file, whole or not at all.
  func write() throws(CommandError) {
    guard hasChanges else { return }
    do {
      try TextFile.replace(path, with: fixes.source.bytes)
    } catch {
      throw CommandError(error)
    }
  }

  // MARK: For people

  func text(isDryRun: Bool, _ palette: Palette) -> String {
    let count = fixes.applied.count
    guard hasChanges else { return "\(original.name): nothing to fix\n" }
    let verb = isDryRun ? "would be made" : "made"
    var text = "\(original.name): \(count) fix\(count == 1 ? "" : "es") \(verb)\n"
    for change in changes {
      for (number, line) in change.removed { text += palette.bad("\(number)") + "- \(line)\n" }
      for (number, line) in change.added { text += palette.good("\(number)") + "+ \(line)\n" }
    }
    return text
  }

  private struct Change {
    var removed: [(String, String)]
    var added: [(String, String)]
  }

  /// Lines that differ, side by side where their number did not change.
  private var changes: [Change] {
    let old = Self.lines(original)
    let new = Self.lines(fixes.source)
    let width = String(max(old.count, new.count)).count
    func numbered(_ lines: ArraySlice<String>) -> [(String, String)] {
      zip(lines.indices, lines).map { index, line in
        let number = String(index + 1)
        return (String(repeating: " ", count: width - number.count + 2) + number + " ", line)
      }
    }
    if old.count == new.count {
      return old.indices.filter { old[$0] != new[$0] }.map { index in
        Change(
          removed: numbered(old[index...index]), added: numbered(new[index...index]))
      }
    }
    var head = 0
    while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    return [
      Change(
        removed: numbered(old[head..<(old.count - tail)]),
        added: numbered(new[head..<(new.count - tail)]))
    ]
  }

  /// As they can be shown: without what would move the cursor.
  private static func lines(_ source: SourceText) -> [String] {
    source.text(SourceSpan(0, source.bytes.count))
      .split(separator: "\n", omittingEmptySubsequences: false).map { line in
        String(
          String.UnicodeScalarView(line.unicodeScalars.filter { $0 == "\t" || $0.value >= 32 }))
      }
  }

  // MARK: For programs

  var json: JSONValue {
    .array(
      fixes.applied.map { fix in
        .object([
          ("code", .string(fix.code.rawValue)), ("message", .string(fix.message)),
          ("line", .integer(fix.line)), ("oldText", .string(fix.before)),
          ("newText", .string(fix.after)),
        ])
      })
  }
}
