/// Paints words for a terminal, or leaves them as they are.
package struct Palette: Sendable {
  package let isColoured: Bool

  package init(isColoured: Bool) { self.isColoured = isColoured }

  package func heading(_ text: String) -> String { paint(text, "1") }
  package func good(_ text: String) -> String { paint(text, "32") }
  package func bad(_ text: String) -> String { paint(text, "1;31") }
  package func fallen(_ text: String) -> String { paint(text, "31") }
  package func faint(_ text: String) -> String { paint(text, "2") }

  /// The colour of a line among others, told apart as far as a terminal can.
  package func line(_ text: String, _ number: Int) -> String {
    let colours = ["36", "33", "35", "34", "92", "91"]
    return paint(text, colours[number % colours.count])
  }

  private func paint(_ text: String, _ style: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}
