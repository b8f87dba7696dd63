import StratSyntax

/// The canonical layout, as the smallest edit of whole lines.
extension LanguageServer {
  func formatting(_ params: JSON) throws(ResponseError) -> JSON {
    let document = try document(params)
    // A text with mistakes is left as it is: nobody knows what was meant.
    guard let formatted = format(document.analysis.tree) else { return .null }
    let old = document.bytes
    let new = Array(formatted.utf8)
    if old == new { return [] }
    let newline = UInt8(ascii: "\n")
    let shared = zip(old, new).prefix { $0 == $1 }.count
    let start = (old[..<shared].lastIndex(of: newline) ?? -1) + 1
    let rest = min(old.count, new.count) - start
    let same = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
    var tail = min(same, rest)
    // Back to where a line begins, in both.
    while tail > 0, old[old.count - tail - 1] != newline || new[new.count - tail - 1] != newline {
      tail -= 1
    }
    let span = SourceSpan(start, old.count - tail)
    let text = String(decoding: new[start..<new.count - tail], as: UTF8.self)
    return [["range": document.lines.range(span), "newText": .string(text)]]
  }
}
