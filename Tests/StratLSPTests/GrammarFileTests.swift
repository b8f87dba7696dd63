import Foundation
import StratLSP
import StratLanguage
import StratSyntax
import Testing

/// The grammars that editors colour by have the words that the compiler has.
///
/// `scripts/generate-grammars.py` writes the lists again; what the grammars do with texts is
/// tested by `make test-editors`.
struct GrammarFileTests {
  private static let folder: URL = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.appending(path: "grammar")
  }()

  private func text(_ path: String) throws -> String {
    String(
      decoding: Array(try Data(contentsOf: Self.folder.appending(path: path))), as: UTF8.self)
  }

  /// The words between `\b(?:` and `)`.
  private func words(of rule: String) throws -> Set<String> {
    let grammar = try #require(JSON(Array(try text("strat.tmLanguage.json").utf8)))
    let pattern = try #require(grammar["repository"][rule]["match"].stringValue)
    let list = try #require(pattern.firstMatch(of: /\(\?:([a-z0-9_|]+)\)/))
    return Set(list.1.split(separator: "|").map(String.init))
  }

  @Test func `the TextMate grammar has the words of the language`() throws {
    let rules = ["statements", "conditional", "operator-words", "constants"]
    let lists = try rules.map { try words(of: $0) }
    #expect(lists.reduce(Set()) { $0.union($1) } == Set(TokenKind.reservedWords))
    #expect(lists.map(\.count).reduce(0, +) == TokenKind.reservedWords.count)
    #expect(try words(of: "columns") == Set(Vocabulary.columns.map(\.name)))
  }

  @Test func `the TextMate grammar has the functions of the language`() throws {
    let called = try words(of: "functions")
    let bare = try words(of: "bare-functions")
    #expect(called.union(bare) == Set(FunctionCatalogue.names), "run scripts/generate-grammars.py")
    #expect(
      bare.allSatisfy {
        FunctionCatalogue.description(of: $0)?.parameterNames.isEmpty ?? false
      })
  }

  @Test func `the TextMate grammar has the words that the parser asks for by their text`() throws {
    let words = try words(of: "contextual-words")
    for word in Side.allCases.map(\.rawValue) + CrossDirection.allCases.map(\.rawValue)
      + SizeUnit.allCases.map(\.rawValue)
    {
      #expect(words.contains(word), "\(word)")
    }
    #expect(words.isDisjoint(with: TokenKind.reservedWords))
  }

  @Test func `the tree-sitter grammar has the words of the language`() throws {
    let grammar = try text("tree-sitter-strat/grammar.js")
    let quoted = Set(grammar.matches(of: /'([a-z]+)'/).map { String($0.1) })
    for word in TokenKind.reservedWords { #expect(quoted.contains(word), "\(word)") }
  }

  @Test func `the tree-sitter queries have the words and functions of the language`() throws {
    let queries = try text("tree-sitter-strat/queries/highlights.scm")
    let (start, end) = ("; functions of the language", "; end of the functions")
    let list = try #require(queries.split(separator: start).last?.split(separator: end).first)
    #expect(
      Set(list.matches(of: /"([a-z0-9_]+)"/).map { String($0.1) }) == Set(FunctionCatalogue.names),
      "run scripts/generate-grammars.py")
    let nodes: Set = ["true", "false", "na"]
    let quoted = Set(queries.matches(of: /"([a-z]+)"/).map { String($0.1) })
    for word in TokenKind.reservedWords where !nodes.contains(word) {
      #expect(quoted.contains(word), "\(word)")
    }
  }
}
