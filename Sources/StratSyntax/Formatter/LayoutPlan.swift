/// A token as it will be printed; some are not in the source.
struct Piece {
  var kind: TokenKind
  /// Where it stands, or for one that is not in the source, where it belongs.
  var start: Int
  var end: Int
  /// The spelling of a piece that is not in the source.
  var inserted: String?
}

/// Where the lines of the canonical layout begin, read off the tree.
struct LayoutPlan {
  /// A line that begins whatever the width.
  struct Line {
    var indent: Int
    /// The indent of comments on the lines above.
    var commentIndent: Int
    /// Empty lines above are kept, as one.
    var keepsGap: Bool
  }

  private(set) var pieces: [Piece] = []
  /// By the offset of the first token of the line.
  private(set) var lines: [Int: Line] = [:]
  /// Breaks taken only when the unit does not fit: the indent, by offset.
  private(set) var breaks: [Int: Int] = [:]
  /// Spaces before a token, where they are other than usual.
  private(set) var spaces: [Int: Int] = [:]
  /// Minus signs that belong to the operand after them.
  private(set) var signs: Set<Int> = []

  /// Names of columns: the colon after them stands apart.
  private(set) var inputColumns: Set<Int> = []

  private let tokens: [Token]
  private var insertions: [Int: Piece] = [:]

  init(_ tree: SyntaxTree, _ tokens: [Token]) {
    self.tokens = tokens
    for statement in tree.statements { plan(statement) }
    pieces.reserveCapacity(tokens.count)
    for token in tokens where token.kind != .endOfFile {
      if let insertion = insertions[token.start] { pieces.append(insertion) }
      pieces.append(Piece(kind: token.kind, start: token.start, end: token.end, inserted: nil))
    }
  }

  // MARK: - Statements

  private mutating func plan(_ statement: Statement) {
    let start = Int(statement.span.start)
    line(at: start, indent: 0)
    switch statement.kind {
    case .strategy, .hours, .venue: break
    case .input(let column): inputColumns.insert(Int(column.name.span.start))
    case .parameter(let parameter):
      formula(parameter.value, indent: Layout.continuation)
      if let range = parameter.range {
        for part in [range.low, range.high] { operands(part) }
        if let step = range.step {
          operands(step)
          spaces[Int(step.span.start)] = 1
        }
      }
    case .binding(let binding): formula(binding.value, indent: Layout.continuation)
    case .function(let function): plan(function, statement.span)
    case .rule(let rule):
      // Operators end where `when` ends, so that the conditions line up.
      let edge = "\(rule.action.rawValue) \(rule.side.rawValue) when".utf8.count
      formula(rule.condition, indent: Layout.continuation, edge: edge)
      if let price = rule.price {
        breaks[Int(price.span.start)] = edge - "at".utf8.count
        operands(price.value)
      }
      for leg in rule.legs { line(at: Int(leg.span.start), indent: Layout.indent) }
    case .stop(let value): clause("stop", value)
    case .target(let value): clause("target", value)
    case .size(let clause): self.clause("size", clause.amount)
    case .risk(let settings): plan(settings, statement.span)
    case .test(let block):
      for candles in block.candles { plan(candles) }
      for expectation in block.expectations { plan(expectation) }
      closingBrace(
        statement.span, isEmpty: block.expectations.isEmpty && block.candles.isEmpty)
    }
  }

  private mutating func clause(_ word: String, _ value: Expression) {
    spaces[Int(value.span.start)] = Layout.clauseColumn - word.utf8.count
    formula(value, indent: Layout.continuation)
  }

  private mutating func plan(_ settings: [RiskSetting], _ span: SourceSpan) {
    let widest = settings.map(\.name.text.utf8.count).max() ?? 0
    for setting in settings {
      line(at: Int(setting.name.span.start), indent: Layout.indent)
      spaces[Int(setting.value.span.start)] = widest - setting.name.text.utf8.count + 1
      formula(setting.value, indent: Layout.indent + Layout.continuation)
    }
    closingBrace(span, isEmpty: settings.isEmpty)
  }

  /// Lines filled with values, which line up below the first.
  private mutating func plan(_ candles: TestCandles) {
    line(at: Int(candles.span.start), indent: Layout.indent)
    let edge = Layout.indent + "candles ".utf8.count + candles.column.text.utf8.count + 1
    var column = edge - 1
    for part in candles.parts {
      var width = 0
      var index = tokenIndex(at: Int(part.span.start))
      while tokens[index].start < Int(part.span.end) {
        let isSign = tokens[index].kind == .minus
        if isSign { signs.insert(tokens[index].start) }
        width += tokens[index].end - tokens[index].start + (isSign ? 0 : 1)
        index += 1
      }
      if column + width > Layout.width, column >= edge {
        breaks[Int(part.span.start)] = edge
        column = edge - 1
      }
      column += width
    }
  }

  private mutating func plan(_ expectation: TestBlock.Expectation) {
    line(at: Int(expectation.span.start), indent: Layout.indent)
    switch expectation.kind {
    case .decision: break
    case .count(_, let value, _, _, _), .holds(_, let value, _):
      formula(value, indent: Layout.indent + Layout.continuation)
    }
  }

  private mutating func plan(_ function: FunctionDeclaration, _ span: SourceSpan) {
    for parameter in function.parameters {
      if let value = parameter.defaultValue { operands(value) }
    }
    guard let brace = openingBrace(of: function, span) else {
      formula(function.result, indent: Layout.continuation)
      return
    }
    if tokens[brace - 1].kind != .assign { insert("=", .assign, before: brace) }
    if case .record(let fields) = function.result.kind,
      function.result.span.start == tokens[brace].start
    {
      return record(fields, function.result.span, indent: 0)
    }
    for binding in function.bindings {
      // The `let` is the token before the name.
      let keyword = tokenIndex(at: Int(binding.name.span.start)) - 1
      line(at: tokens[keyword].start, indent: Layout.indent)
      formula(binding.value, indent: Layout.indent + Layout.continuation)
      let next = tokenIndex(at: Int(binding.value.span.end))
      if tokens[next].kind != .semicolon { insert(";", .semicolon, before: next) }
    }
    line(at: Int(function.result.span.start), indent: Layout.indent)
    if case .record(let fields) = function.result.kind {
      record(fields, function.result.span, indent: Layout.indent)
    } else {
      formula(function.result, indent: Layout.indent + Layout.continuation)
    }
    closingBrace(span, isEmpty: false)
  }

  /// A record stands on one line if it fits, else a line for each field.
  private mutating func record(_ fields: [RecordField], _ span: SourceSpan, indent: Int) {
    for field in fields {
      breaks[Int(field.name.span.start)] = indent + Layout.indent
      operands(field.value)
    }
    breaks[Int(span.end) - 1] = indent
  }

  // MARK: - Formulas

  /// Breaks before the outermost operators of a formula, and what its operands need.
  private mutating func formula(_ expression: Expression, indent: Int, edge: Int? = nil) {
    operands(expression)
    for offset in outermostOperators(expression) {
      let length = tokens[tokenIndex(at: offset)].span
      let width = Int(length.end - length.start)
      breaks[offset] = edge.map { max($0 - width, Layout.indent) } ?? indent
    }
  }

  /// The operators of one precedence that hold the formula together; `else` of a conditional.
  private func outermostOperators(_ expression: Expression) -> [Int] {
    var result: [Int] = []
    var current = expression
    if case .conditional = expression.kind {
      while case .conditional(_, let then, let otherwise) = current.kind {
        result.append(tokens[tokenIndex(at: Int(then.span.end))].start)
        current = otherwise
      }
      return result
    }
    guard case .binary(let outermost, _, _) = expression.kind else { return [] }
    while case .binary(let binary, let left, _) = current.kind,
      binary.precedence == outermost.precedence
    {
      result.append(tokens[tokenIndex(at: Int(left.span.end))].start)
      current = left
    }
    return result
  }

  /// Collects the signs among the minus characters of a formula.
  private mutating func operands(_ expression: Expression) {
    switch expression.kind {
    case .number, .percent, .text, .boolean, .na, .duration, .time, .name, .missing: break
    case .unary(let unary, let value):
      if unary == .negate { signs.insert(Int(expression.span.start)) }
      operands(value)
    case .binary(_, let left, let right), .crosses(_, let left, let right):
      operands(left)
      operands(right)
    case .comparison(let values, _):
      for value in values { operands(value) }
    case .past(let series, let bars):
      operands(series)
      operands(bars)
    case .call(_, let arguments):
      for argument in arguments { operands(argument.value) }
    case .field(let inner, _), .onInterval(let inner, _, _), .ofSymbol(let inner, _, _),
      .parenthesised(let inner):
      operands(inner)
    case .conditional(let condition, let then, let otherwise):
      operands(condition)
      operands(then)
      operands(otherwise)
    case .record(let fields):
      for field in fields { operands(field.value) }
    }
  }

  // MARK: - Tokens

  private mutating func line(at offset: Int, indent: Int) {
    lines[offset] = Line(indent: indent, commentIndent: indent, keepsGap: true)
  }

  /// The last token of a block's statement; comments above it belong to the block.
  private mutating func closingBrace(_ span: SourceSpan, isEmpty: Bool) {
    let line = Line(indent: 0, commentIndent: Layout.indent, keepsGap: false)
    if isEmpty {
      breaks[Int(span.end) - 1] = 0
    } else {
      lines[Int(span.end) - 1] = line
    }
  }

  private mutating func insert(_ text: String, _ kind: TokenKind, before index: Int) {
    let place = tokens[index - 1].end
    insertions[tokens[index].start] = Piece(kind: kind, start: place, end: place, inserted: text)
  }

  /// The brace that opens a function's body, if it has one.
  private func openingBrace(of function: FunctionDeclaration, _ span: SourceSpan) -> Int? {
    var index = tokenIndex(at: Int(span.start))
    while tokens[index].start < Int(span.end) {
      if tokens[index].kind == .leftBrace { return index }
      index += 1
    }
    return nil
  }

  /// The first token that begins at or after an offset.
  private func tokenIndex(at offset: Int) -> Int {
    var low = 0
    var high = tokens.count - 1
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension BinaryOperator {
  fileprivate var precedence: Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .coalesce: .coalesce
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .power: .power
    }
  }
}
