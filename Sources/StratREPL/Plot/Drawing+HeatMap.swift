extension Drawing {
  /// A box for every pair, dark for the lowest and bright for the highest number; with the number
  /// in it where there is room.
  init(_ map: HeatMap) {
    let margin = 12.0
    let line = 22.0
    func length(_ text: String) -> Double { Double(text.count) * Self.letterWidth }
    let words = map.numbers.map { $0.map { $0.isFinite ? map.text($0) : "" } }
    let labelled = map.across.values.map(length).max() ?? 0
    let widest = max(words.joined().map(length).max() ?? 0, labelled)
    let room = 1_400.0
    let isWritten = (widest + 12) * Double(map.across.values.count) <= room
    let cell = (
      width: isWritten
        ? widest + 12 : max(room / Double(max(map.across.values.count, 1)), 4).rounded(.down),
      height: isWritten || map.down.values.count <= 30 ? line + 8 : 14.0
    )
    let left = margin + (map.down.values.map(length).max() ?? 0) + 12
    let top = margin + line * 4
    var shapes: [Shape] = [
      .text(map.title, Point(x: margin, y: margin + line), .ink),
      .text("across: \(map.across.name)", Point(x: margin, y: margin + line * 2), .ink),
      .text(
        "down: \(map.down.name)",
        Point(x: margin + length("across: \(map.across.name)") + 48, y: margin + line * 2), .ink),
    ]
    // Labels that would run into each other are left out.
    let every = max(Int(((labelled + 12) / cell.width).rounded(.up)), 1)
    for (column, label) in map.across.values.enumerated() where column % every == 0 {
      let place = Point(x: left + Double(column) * cell.width, y: top - 6)
      shapes.append(.text(label, place, .ink))
    }
    let lines = max(Int((line / cell.height).rounded(.up)), 1)
    for (row, label) in map.down.values.enumerated() where row % lines == 0 {
      let place = Point(x: margin, y: top + Double(row) * cell.height + line)
      shapes.append(.text(label, place, .ink))
    }
    for (row, numbers) in map.numbers.enumerated() {
      for (column, number) in numbers.enumerated() where number.isFinite {
        let corner = Point(
          x: left + Double(column) * cell.width, y: top + Double(row) * cell.height)
        let shade = Paint.shade(of: number, in: map.bounds)
        let end = Point(x: corner.x + cell.width, y: corner.y + cell.height)
        shapes.append(.box(corner, end, shade))
        guard isWritten else { continue }
        let place = Point(x: corner.x + 6, y: corner.y + line)
        shapes.append(.text(words[row][column], place, shade.isDark ? .paper : .ink))
      }
    }
    let right = left + Double(map.across.values.count) * cell.width
    self.init(
      width: max(right, length(map.title) + margin) + margin,
      height: top + Double(map.down.values.count) * cell.height + margin, shapes: shapes)
  }
}

extension Drawing.Paint {
  private static let shades: [Drawing.Paint] = [
    .shade0, .shade1, .shade2, .shade3, .shade4, .shade5, .shade6, .shade7, .shade8,
  ]

  fileprivate static func shade(of number: Double, in bounds: ClosedRange<Double>?) -> Self {
    guard let bounds, bounds.upperBound > bounds.lowerBound else { return .shade4 }
    let share = (number - bounds.lowerBound) / (bounds.upperBound - bounds.lowerBound)
    return shades[min(Int(share * Double(shades.count)), shades.count - 1)]
  }

  fileprivate var isDark: Bool {
    Double(red) * 0.3 + Double(green) * 0.6 + Double(blue) * 0.1 < 130
  }
}
