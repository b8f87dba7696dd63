import Foundation
import ProcessingEngine
import StratLanguage
import StratSyntax
import Testing

/// Sources with everything they become on the way to bytecode, in files that a person can read.
///
/// `STRAT_UPDATE_SNAPSHOTS=1` writes the snapshots again; what changed is then for the eye.
struct PipelineSnapshotTests {
  struct Topic: Sendable, CustomTestStringConvertible {
    let url: URL
    let cases: [(name: String, source: String)]

    var testDescription: String { url.deletingPathExtension().lastPathComponent }
    var snapshot: URL { url.deletingPathExtension().appendingPathExtension("snapshot") }
  }

  static let topics: [Topic] = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let folder = root.appending(path: "Tests/Fixtures/pipeline")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap { name in
      let url = folder.appending(path: name)
      guard let data = try? Data(contentsOf: url) else { return nil }
      return Topic(url: url, cases: Self.cases(String(decoding: data, as: UTF8.self)))
    }
  }()

  @Test func `there are some two hundred cases`() {
    #expect(Self.topics.map(\.cases.count).reduce(0, +) >= 200)
  }

  @Test(arguments: topics)
  func `each source becomes what its snapshot shows`(_ topic: Topic) throws {
    let actual = topic.cases.map { Self.page($0.name, $0.source) }.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["STRAT_UPDATE_SNAPSHOTS"] == "1" {
      try Data(actual.utf8).write(to: topic.snapshot)
      return
    }
    let expected = String(decoding: try Data(contentsOf: topic.snapshot), as: UTF8.self)
    let differing = zip(
      actual.split(separator: "\n", omittingEmptySubsequences: false),
      expected.split(separator: "\n", omittingEmptySubsequences: false)
    ).enumerated().first { $1.0 != $1.1 }
    #expect(
      actual == expected,
      "line \((differing?.offset ?? -2) + 1) is now \(differing.map { "\($1.0)" } ?? "missing")")
  }

  private static func cases(_ text: String) -> [(name: String, source: String)] {
    var found: [(name: String, source: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        found.append((String(line.dropFirst(4)), ""))
      } else if !found.isEmpty {
        found[found.count - 1].source += line + "\n"
      }
    }
    return found.map { ($0.name, $0.source.trimmingCharacters(in: .newlines)) }
  }

  private static func page(_ name: String, _ text: String) -> String {
    let source = SourceText(name: name, text)
    let statements: Set<String> = ["strategy", "entry", "exit", "let", "def", "param", "input"]
    let isStrategy = statements.contains(String(text.prefix { $0.isLetter }))
    let result = isStrategy ? compile(source) : compileFormula(source)
    var page = "=== \(name)\n\(text)\n"
    page += section("findings", TextRenderer().render(result.diagnostics, in: source))
    page += section("tokens", tokens(source))
    page += section(
      "tree", isStrategy ? parseStrategy(source).tree.dump : parseFormula(source).tree.dump)
    guard let strategy = result.strategy else { return page }
    page += section("graph", strategy.graph.dump(outputs: strategy.outputs))
    let history = strategy.history
    page += section(
      "history", "\(history.warmUp) bars, settled \(history.settled.map { "\($0)" } ?? "never")")
    do {
      let program = try SeriesProgram(strategy)
      page += section("bytecode", Disassembler.text(program, of: strategy))
    } catch {
      page += section("bytecode", "\(error)")
    }
    return page
  }

  private static func section(_ title: String, _ text: String) -> String {
    let text = text.trimmingCharacters(in: .newlines)
    return text.isEmpty ? "" : "-- \(title)\n\(text)\n"
  }

  private static func tokens(_ source: SourceText) -> String {
    tokenise(source).tokens.map { token in
      let text = source.text(token.span)
      return text.isEmpty ? "\(token.kind)" : "\(token.kind) `\(text)`"
    }.joined(separator: " · ")
  }
}
