/// Where a comment stands, before its text is needed.
package struct CommentMark: Hashable, Sendable {
  package var span: SourceSpan
  /// Something else stands before it on its line.
  package var trailing: Bool
}

/// A source as tokens, the last of which is `endOfFile`, with comments and findings beside them.
package struct TokenList: Sendable {
  package var tokens: [Token]
  package var comments: [CommentMark]
  package var diagnostics: [Diagnostic]
}

/// Splits a source into tokens; never fails, and reports what it had to mend.
package func tokenise(_ source: SourceText) -> TokenList {
  guard source.bytes.count <= SourceText.sizeLimit else {
    return TokenList(
      tokens: [Token(.endOfFile, 0, 0)], comments: [],
      diagnostics: [.sourceTooLarge(bytes: source.bytes.count)])
  }
  var lexer = Lexer(source)
  lexer.run()
  return TokenList(tokens: lexer.tokens, comments: lexer.comments, diagnostics: lexer.diagnostics)
}
