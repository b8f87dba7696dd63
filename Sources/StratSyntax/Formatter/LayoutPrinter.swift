/// Prints pieces and comments as a layout plan says.
struct LayoutPrinter {
  let source: SourceText
  let comments: [Comment]
  let plan: LayoutPlan

  private var output = ""
  private var nextComment = 0
  /// Offset of the end of what was printed last, in the source.
  private var lastEnd = 0
  private var last: Piece?
  /// A comment was printed: whatever comes next begins a line.
  private var endsLine = false
  /// The indent of the unit being printed, and whether its breaks are taken.
  private var indent = 0
  private var isBroken = false

  init(source: SourceText, comments: [Comment], plan: LayoutPlan) {
    self.source = source
    self.comments = comments
    self.plan = plan
  }

  mutating func print(_ pieces: [Piece]) -> String {
    for (index, piece) in pieces.enumerated() {
      let line = piece.inserted == nil ? plan.lines[piece.start] : nil
      printComments(before: piece.start, line: line)
      if let line {
        newLine(indent: line.indent, gap: line.keepsGap && hasGap(before: piece.start))
        indent = line.indent
        isBroken = mustBreak(pieces[index...], indent: line.indent)
      } else if endsLine || (isBroken && plan.breaks[piece.start] != nil && piece.inserted == nil) {
        newLine(indent: plan.breaks[piece.start] ?? indent + Layout.continuation, gap: false)
      } else {
        output += String(repeating: " ", count: spaces(before: piece))
      }
      output += piece.inserted ?? source.text(SourceSpan(piece.start, piece.end))
      lastEnd = max(lastEnd, piece.end)
      last = piece
    }
    printComments(before: source.bytes.count + 1, line: nil)
    if !output.isEmpty { output += "\n" }
    return output
  }

  // MARK: - Lines

  private mutating func newLine(indent: Int, gap: Bool) {
    if !output.isEmpty { output += gap ? "\n\n" : "\n" }
    output += String(repeating: " ", count: indent)
    endsLine = false
  }

  /// Whether an empty line stands between what was printed last and an offset.
  private func hasGap(before offset: Int) -> Bool {
    if last?.kind == .leftBrace && !endsLine { return false }
    var newlines = 0
    for byte in source.bytes[lastEnd..<max(offset, lastEnd)] where byte == UInt8(ascii: "\n") {
      newlines += 1
    }
    return newlines > 1
  }

  /// Whether the unit that begins with the first piece needs more than one line.
  private func mustBreak(_ unit: ArraySlice<Piece>, indent: Int) -> Bool {
    var width = indent
    var previous: Piece?
    for piece in unit {
      if previous != nil, piece.inserted == nil, plan.lines[piece.start] != nil { break }
      if let previous {
        if hasComment(from: previous.end, to: piece.start) { return true }
        width += spaces(before: piece, after: previous)
      }
      width += piece.inserted?.utf8.count ?? (piece.end - piece.start)
      if width > Layout.width { return true }
      previous = piece
    }
    return false
  }

  private func hasComment(from start: Int, to end: Int) -> Bool {
    guard nextComment < comments.count else { return false }
    return comments[nextComment...].first { Int($0.span.start) >= start }
      .map { Int($0.span.start) < end } ?? false
  }

  // MARK: - Comments

  private mutating func printComments(before offset: Int, line: LayoutPlan.Line?) {
    while nextComment < comments.count, Int(comments[nextComment].span.start) < offset {
      let comment = comments[nextComment]
      nextComment += 1
      let start = Int(comment.span.start)
      if comment.trailing, !output.isEmpty, !endsLine {
        output += "  "
      } else {
        let indent: Int
        if let line {
          indent = line.commentIndent
        } else if offset > source.bytes.count {
          indent = 0
        } else {
          indent = plan.breaks[offset] ?? self.indent + Layout.continuation
        }
        newLine(indent: indent, gap: hasGap(before: start))
      }
      output += comment.canonical
      endsLine = true
      lastEnd = Int(comment.span.end)
    }
  }

  // MARK: - Spaces

  private func spaces(before piece: Piece) -> Int {
    guard let last else { return 0 }
    return spaces(before: piece, after: last)
  }

  private func spaces(before piece: Piece, after previous: Piece) -> Int {
    if piece.inserted == nil, let planned = plan.spaces[piece.start] { return planned }
    switch previous.kind {
    case .leftParenthesis, .leftBracket, .dot, .dotDot: return 0
    case .minus where plan.signs.contains(previous.start): return 0
    default: break
    }
    switch piece.kind {
    // Together they would read as a decimal point.
    case .dot where previous.kind == .number: return 1
    case .rightParenthesis, .rightBracket, .comma, .semicolon, .dot, .dotDot, .leftBracket:
      return 0
    case .leftParenthesis: return previous.kind == .identifier ? 0 : 1
    case .colon:
      // A dimension stands apart; a label does not.
      return previous.kind == .rightParenthesis || isInputColumn(previous) ? 1 : 0
    case .rightBrace: return previous.kind == .leftBrace ? 0 : 1
    default: return 1
    }
  }

  private func isInputColumn(_ piece: Piece) -> Bool { plan.inputColumns.contains(piece.start) }
}

extension Comment {
  /// `# text`; what looks like a rule or a marker keeps its look.
  fileprivate var canonical: String {
    guard let first = text.first else { return "#" }
    return first == "#" || first == "!" ? "#" + text : "# " + text
  }
}
