/// `def` with its parameters, its block and its record.
extension Parser {
  mutating func function() throws(Unwind) -> FunctionDeclaration {
    let keyword = advance()
    let name = try name("the name of a function")
    var result = FunctionDeclaration(
      name: name, parameters: [], resultDimension: nil, bindings: [],
      result: Expression(.missing, span(from: keyword.start)),
      documentation: documentation(above: keyword))
    result.parameters = try parameters()
    if take(.colon) != nil { result.resultDimension = try self.name("a dimension") }
    // `def f(x) { … }` reads well enough; the formatter writes the `=`.
    if kind != .leftBrace { try expect(.assign) }
    do {
      if kind == .leftBrace {
        try body(&result)
      } else {
        result.result = try formula()
      }
    } catch {
      mustRecover = true
    }
    return result
  }

  private mutating func parameters() throws(Unwind) -> [FunctionDeclaration.Parameter] {
    guard kind == .leftParenthesis else {
      throw expected("`(`", help: "a function without parameters is a `let`")
    }
    let opener = advance()
    var result: [FunctionDeclaration.Parameter] = []
    if take(.rightParenthesis) != nil { return result }
    while true {
      let name = try name("the name of a parameter")
      let dimension: Name? = take(.colon) != nil ? try self.name("a dimension") : nil
      let value: Expression? = take(.assign) != nil ? try formula() : nil
      result.append(.init(name: name, dimension: dimension, defaultValue: value))
      if take(.comma) != nil { continue }
      if take(.rightParenthesis) != nil { return result }
      throw expectedCloser(.rightParenthesis, of: opener, or: "`,`")
    }
  }

  /// `{ let … ; expr }`, or a record by itself.
  private mutating func body(_ function: inout FunctionDeclaration) throws(Unwind) {
    if isRecord {
      function.result = try record()
      return
    }
    let opener = advance()
    openBraces += 1
    while let keyword = take(.let) {
      let name = try name("a name")
      try expect(.assign)
      let value = try formula()
      function.bindings.append(Binding(name: name, value: value))
      // Between two `let`s nothing can be misread; before the result it could.
      if take(.semicolon) == nil, kind != .let {
        throw missingSemicolon(after: keyword, in: opener)
      }
    }
    function.result = isRecord ? try record() : try formula()
    guard take(.rightBrace) != nil else { throw expectedCloser(.rightBrace, of: opener) }
    openBraces -= 1
  }

  private mutating func missingSemicolon(after keyword: Token, in opener: Token) -> Unwind {
    if kind == .rightBrace {
      return expected("the result of the function", help: "a block ends with a formula or a record")
    }
    if kind == .endOfFile || isNextStatement {
      return expectedCloser(.rightBrace, of: opener)
    }
    return expected(
      "`;` after the `let`", fix: FixIt(SourceSpan(previousEnd, previousEnd), ";"))
  }

  private var isRecord: Bool {
    kind == .leftBrace && peek().kind == .identifier && peek(2).kind == .colon
  }

  /// `{ upper: …, lower: … }`.
  private mutating func record() throws(Unwind) -> Expression {
    let opener = advance()
    openBraces += 1
    var fields: [RecordField] = []
    repeat {
      let name = try name("the name of a field")
      try expect(.colon)
      fields.append(RecordField(name: name, value: try formula()))
    } while take(.comma) != nil
    guard take(.rightBrace) != nil else {
      throw expectedCloser(.rightBrace, of: opener, or: "`,`")
    }
    openBraces -= 1
    return Expression(.record(fields), span(from: opener.start))
  }

  /// The comment lines that end on the line right above a token.
  private func documentation(above token: Token) -> [String] {
    var low = 0
    var high = comments.count
    while low < high {
      let middle = (low + high) / 2
      if Int(comments[middle].span.start) < token.start { low = middle + 1 } else { high = middle }
    }
    var lines: [String] = []
    var below = token.start
    while low > 0 {
      low -= 1
      let comment = comments[low]
      guard !comment.trailing, newlines(from: Int(comment.span.end), to: below) == 1 else { break }
      lines.append(comment.text(in: source))
      below = Int(comment.span.start)
    }
    return lines.reversed()
  }

  /// Line ends between two offsets; 2 when something other than blanks stands there.
  private func newlines(from start: Int, to end: Int) -> Int {
    var count = 0
    for byte in source.bytes[start..<end] {
      switch byte {
      case UInt8(ascii: "\n"): count += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
      default: return 2
      }
      if count > 1 { return count }
    }
    return count
  }
}

extension CommentMark {
  /// Without the `#`, one following space and blanks at the end.
  func text(in source: SourceText) -> String {
    var bytes = source.bytes[Int(span.start)..<Int(span.end)]
    bytes = bytes.dropFirst()
    if bytes.first == UInt8(ascii: " ") { bytes = bytes.dropFirst() }
    while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
      bytes = bytes.dropLast()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
