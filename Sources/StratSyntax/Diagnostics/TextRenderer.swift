/// Diagnostics as text for people, laid out as the Rust compiler does.
package struct TextRenderer: Sendable {
  /// Whether to colour with ANSI escapes.
  package var colour: Bool

  package init(colour: Bool = false) { self.colour = colour }

  /// Every diagnostic in source order, each followed by an empty line.
  package func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
    diagnostics.inSourceOrder().map { render($0, in: source) + "\n" }.joined()
  }

  package func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    let (line, column) = source.location(of: diagnostic.primary.span.start)
    let labels = [diagnostic.primary] + diagnostic.secondary
    let lastLine = labels.map { source.lineIndex(of: $0.span.start) + 1 }.max() ?? line
    let margin = String(repeating: " ", count: String(lastLine).utf8.count)
    let tint: Style = diagnostic.severity == .error ? .error : .warning

    var output =
      paint("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", tint)
      + paint(": \(oneLine(diagnostic.message))", .strong) + "\n"
    output += paint("\(margin)-->", .frame) + " \(source.name):\(line):\(column)\n"
    if !source.bytes.isEmpty {
      output += paint("\(margin) |", .frame) + "\n"
      output += excerpts(diagnostic, in: source, margin: margin, tint: tint)
    }
    if !diagnostic.notes.isEmpty || diagnostic.help != nil {
      output += paint("\(margin) |", .frame) + "\n"
    }
    for note in diagnostic.notes {
      output += paint("\(margin) =", .frame) + " \(paint("note", .strong)): \(oneLine(note))\n"
    }
    if let help = diagnostic.help {
      output += paint("\(margin) =", .frame) + " \(paint("help", .strong)): \(oneLine(help))\n"
    }
    return output
  }

  // MARK: - Lines

  /// The lines that take part, from top to bottom, each followed by the marks under it.
  private func excerpts(
    _ diagnostic: Diagnostic, in source: SourceText, margin: String, tint: Style
  ) -> String {
    struct Mark {
      let label: Label
      let line: Int
      let isPrimary: Bool
    }
    let marks = ([(diagnostic.primary, true)] + diagnostic.secondary.map { ($0, false) })
      .map { Mark(label: $0, line: source.lineIndex(of: $0.span.start), isPrimary: $1) }
      .enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)

    var output = ""
    var shown: (line: Int, excerpt: SourceExcerpt)?
    for mark in marks {
      let start = Int(mark.label.span.start)
      let excerpt: SourceExcerpt
      if let last = shown, last.line == mark.line, last.excerpt.shows(start) {
        excerpt = last.excerpt
      } else {
        if let last = shown, mark.line > last.line + 1 { output += paint("...", .frame) + "\n" }
        excerpt = SourceExcerpt(source, line: mark.line, focus: start)
        let number = String(mark.line + 1)
        let pad = String(repeating: " ", count: max(margin.utf8.count - number.utf8.count, 0))
        output += paint("\(pad)\(number) |", .frame) + gap(excerpt.text) + "\n"
        shown = (mark.line, excerpt)
      }
      let from = excerpt.column(of: start)
      let to = max(excerpt.column(of: Int(mark.label.span.end)), from + 1)
      let carets = String(repeating: mark.isPrimary ? "^" : "-", count: to - from)
      let words = mark.label.text.isEmpty ? "" : " " + oneLine(mark.label.text)
      output +=
        paint("\(margin) |", .frame) + " " + String(repeating: " ", count: from)
        + paint(carets + words, mark.isPrimary ? tint : .frame) + "\n"
    }
    return output
  }

  private func gap(_ text: String) -> String { text.isEmpty ? "" : " " + text }

  /// Words from a source must not break out of their line.
  private func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar.isPrintable ? scalar : "\u{FFFD}") }
    return String(result)
  }

  // MARK: - Colour

  private enum Style: String {
    case error = "1;31"
    case warning = "1;33"
    case strong = "1"
    case frame = "1;34"
  }

  private func paint(_ text: String, _ style: Style) -> String {
    colour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
