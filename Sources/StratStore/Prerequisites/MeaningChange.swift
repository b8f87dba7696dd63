package import StratLanguage
import StratSyntax

/// What makes a strategy mean something else than a text that was run before: the statement or the
/// parameter.
package struct MeaningChange: Hashable, Sendable {
  /// The line in the present text; `nil` for what is no longer there and for `--set`.
  package var line: Int?
  /// What stands there now, and what stood there then.
  package var now: String?
  package var was: String?

  package init(line: Int? = nil, now: String? = nil, was: String? = nil) {
    self.line = line
    self.now = now
    self.was = was
  }

  package var description: String {
    let place = line.map { "line \($0): " } ?? ""
    switch (now, was) {
    case (let now?, let was?): return "\(place)`\(now)` was `\(was)`"
    case (let now?, nil): return "\(place)`\(now)` is new"
    case (nil, let was?): return "`\(was)` is gone"
    case (nil, nil): return "the same text means something else in this version of strat"
    }
  }

  /// The changes that matter, by line; comments, layout, names and tests do not.
  package static func between(
    _ former: String, parameters: [String: Double], and strategy: CheckedStrategy
  ) -> [MeaningChange] {
    let source = strategy.source
    let new = StatementList(source)
    let old = StatementList(SourceText(name: source.name, former)).renamed(after: new)
    let overrides = Dictionary(
      strategy.parameters.filter(\.overridden).map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
    let edits = StatementEdit.between(old, new)
    let matter = edits.filter { edit in
      guard let undone = compile(edit.undone(in: source), overrides: overrides).strategy else {
        return true
      }
      return undone.semanticHash != strategy.semanticHash
    }
    var changes = (matter.isEmpty ? edits : matter).map(\.change)
    let told = Set(edits.compactMap(\.parameter))
    for parameter in strategy.parameters where !told.contains(parameter.name) {
      guard let was = parameters[parameter.name], was != parameter.value else { continue }
      changes.append(
        MeaningChange(
          line: nil, now: "\(parameter.name) = \(parameter.value)",
          was: "\(parameter.name) = \(was)"))
    }
    changes.sort { ($0.line ?? .max) < ($1.line ?? .max) }
    return changes.isEmpty ? [MeaningChange()] : changes
  }
}

/// The statements of a text as lists of tokens, without its tests.
private struct StatementList {
  struct Entry {
    var tokens: [Token]
    /// The spellings of the tokens; what two statements are compared by.
    var words: [String]
    var span: SourceSpan

    /// The name it gives to something.
    var declaredName: String? {
      guard let first = words.first, ["param", "let", "def"].contains(first), words.count > 1,
        tokens[1].kind == .identifier
      else { return nil }
      return words[1]
    }

    /// What two forms of one statement have in common: `param fast`, `entry long`, `stop`.
    var head: [String] {
      guard let first = words.first else { return [] }
      switch first {
      case "param", "let", "def", "input", "entry", "exit": return Array(words.prefix(2))
      default: return [first]
      }
    }
  }

  let source: SourceText
  private(set) var entries: [Entry]

  init(_ source: SourceText) {
    self.source = source
    let tokens = tokenise(source).tokens
    entries = parseStrategy(source).tree.statements.compactMap { statement in
      if case .test = statement.kind { return nil }
      let own = tokens.filter {
        $0.kind != .endOfFile && $0.start >= Int(statement.span.start)
          && $0.end <= Int(statement.span.end)
      }
      return Entry(tokens: own, words: own.map { source.text($0.span) }, span: statement.span)
    }
  }

  /// The same statements with the names that another text gives to the same declarations.
  func renamed(after other: StatementList) -> StatementList {
    var list = self
    // One that reads another is alike only once that one's name is.
    while let (old, new) = list.rename(after: other) {
      for index in list.entries.indices {
        let entry = list.entries[index]
        for (place, token) in entry.tokens.enumerated()
        where token.kind == .identifier && entry.words[place] == old {
          list.entries[index].words[place] = new
        }
      }
    }
    return list
  }

  /// A name declared here only, and the one under which the other has the same.
  private func rename(after other: StatementList) -> (old: String, new: String)? {
    let own = Set(entries.compactMap(\.declaredName))
    let names = Set(other.entries.compactMap(\.declaredName))
    for entry in entries {
      guard let name = entry.declaredName, !names.contains(name) else { continue }
      let twin = other.entries.first { candidate in
        guard let new = candidate.declaredName, !own.contains(new) else { return false }
        return candidate.words.map { $0 == new ? name : $0 } == entry.words
      }
      if let new = twin?.declaredName { return (name, new) }
    }
    return nil
  }

  /// The part of a statement that stands on the line of one of its tokens, without comments.
  func line(of index: Int, in entry: Entry) -> String {
    let tokens = entry.tokens
    guard tokens.indices.contains(index) else { return source.text(entry.span) }
    let line = source.lineIndex(of: Int32(tokens[index].start))
    let own = tokens.filter { source.lineIndex(of: Int32($0.start)) == line }
    guard let first = own.first, let last = own.last else { return source.text(entry.span) }
    return source.text(SourceSpan(first.start, last.end))
  }
}

/// One statement that is there in one text only, or in another form in each.
private struct StatementEdit {
  var change: MeaningChange
  /// The parameter that is declared there.
  var parameter: String?
  private var span: SourceSpan?
  private var former: String?

  /// The statements that are not the same in both, whatever their order.
  static func between(_ old: StatementList, _ new: StatementList) -> [StatementEdit] {
    var gone = old.entries
    var come: [StatementList.Entry] = []
    for entry in new.entries {
      if let index = gone.firstIndex(where: { $0.words == entry.words }) {
        gone.remove(at: index)
      } else {
        come.append(entry)
      }
    }
    var edits: [StatementEdit] = []
    for entry in come {
      let former = gone.firstIndex { $0.head == entry.head }.map { gone.remove(at: $0) }
      edits.append(StatementEdit(entry, new, former, old))
    }
    return edits + gone.map { StatementEdit(nil, new, $0, old) }
  }

  private init(
    _ entry: StatementList.Entry?, _ new: StatementList, _ former: StatementList.Entry?,
    _ old: StatementList
  ) {
    change = MeaningChange()
    span = entry?.span
    self.former = former?.words.joined(separator: " ")
    if let entry {
      let same = former.map { former in
        zip(entry.words, former.words).prefix { $0 == $1 }.count
      }
      let index = min(same ?? 0, entry.tokens.count - 1)
      change.line =
        entry.tokens.indices.contains(index)
        ? new.source.location(of: Int32(entry.tokens[index].start)).line : nil
      change.now = new.line(of: index, in: entry)
      if let former, let same {
        change.was = old.line(of: min(same, former.tokens.count - 1), in: former)
      }
    } else if let former {
      change.was = old.line(of: 0, in: former)
    }
    let head = (entry ?? former)?.head ?? []
    parameter = head.first == "param" ? head.last : nil
  }

  /// The present text with this edit taken back.
  func undone(in source: SourceText) -> SourceText {
    var bytes = source.bytes
    let former = Array((self.former ?? "").utf8)
    if let span {
      bytes.replaceSubrange(Int(span.start)..<Int(span.end), with: former)
    } else {
      bytes += [UInt8(ascii: "\n")] + former + [UInt8(ascii: "\n")]
    }
    return SourceText(name: source.name, bytes: bytes)
  }
}
