/// Rows under a heading, in columns as wide as their widest cell.
package struct TextTable {
  package enum Alignment: Sendable {
    case left
    case right
  }

  private let titles: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  package init(_ columns: [(title: String, alignment: Alignment)]) {
    titles = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  /// - Precondition: a cell for each column.
  package mutating func add(_ cells: [String]) {
    precondition(cells.count == titles.count, "a cell for each column")
    rows.append(cells)
  }

  package var isEmpty: Bool { rows.isEmpty }

  /// The heading and the rows, each ended by a line break.
  package func text(_ palette: Palette) -> String {
    let all = [titles] + rows
    let widths = titles.indices.map { column in
      all.map { width($0[column]) }.max() ?? 0
    }
    var text = ""
    for (index, row) in all.enumerated() {
      var line = ""
      for column in titles.indices {
        if column > 0 { line += "  " }
        let padding = String(repeating: " ", count: widths[column] - width(row[column]))
        switch alignments[column] {
        case .left: line += row[column] + padding
        case .right: line += padding + row[column]
        }
      }
      while line.last == " " { line.removeLast() }
      text += (index == 0 ? palette.heading(line) : line) + "\n"
    }
    return text
  }

  private func width(_ text: String) -> Int { text.unicodeScalars.count }
}
