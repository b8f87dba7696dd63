/// Paints words for a terminal, or leaves them as they are.
package struct Palette: Sendable {
  package let isColoured: Bool

  package init(isColoured: Bool) { self.isColoured = isColoured }

  package func heading(_ text: String) -> String { paint(text, "1") }
  package func good(_ text: String) -> String { paint(text, "32") }
  package func bad(_ text: String) -> String { paint(text, "1;31") }
  package func faint(_ text: String) -> String { paint(text, "2") }

  private func paint(_ text: String, _ style: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}
