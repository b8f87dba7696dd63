/// A chart as shapes on a sheet, for pictures; both kinds of files are made of it.
struct Drawing {
  enum Paint: UInt8, CaseIterable {
    case paper
    case ink
    case grid
    case up
    case down
    case first
    case second
    case third
    case fourth
    case fifth
    case sixth
    // From dark to bright, to be told apart by eyes that do not see all colours too.
    case shade0
    case shade1
    case shade2
    case shade3
    case shade4
    case shade5
    case shade6
    case shade7
    case shade8

    /// The colour of a line among others.
    static func line(_ number: Int) -> Paint {
      let lines: [Paint] = [.first, .second, .third, .fourth, .fifth, .sixth]
      return lines[number % lines.count]
    }

    var red: UInt8 { rgb.0 }
    var green: UInt8 { rgb.1 }
    var blue: UInt8 { rgb.2 }

    private var rgb: (UInt8, UInt8, UInt8) {
      switch self {
      case .paper: (255, 255, 255)
      case .ink: (34, 34, 34)
      case .grid: (222, 222, 222)
      case .up: (38, 140, 78)
      case .down: (200, 53, 49)
      case .first: (31, 104, 180)
      case .second: (214, 126, 22)
      case .third: (130, 62, 160)
      case .fourth: (16, 140, 140)
      case .fifth: (150, 94, 40)
      case .sixth: (210, 70, 140)
      case .shade0: (68, 1, 84)
      case .shade1: (71, 45, 123)
      case .shade2: (59, 82, 139)
      case .shade3: (44, 114, 142)
      case .shade4: (33, 145, 140)
      case .shade5: (40, 174, 128)
      case .shade6: (94, 201, 98)
      case .shade7: (173, 220, 48)
      case .shade8: (253, 231, 37)
      }
    }
  }

  struct Point {
    var x: Double
    var y: Double
  }

  enum Shape {
    case line(Point, Point, Paint)
    case box(Point, Point, Paint)
    case curve([Point], Paint)
    /// The point is the left end of the line the letters stand on.
    case text(String, Point, Paint)
  }

  let width: Double
  private(set) var height = 0.0
  private(set) var shapes: [Shape] = []

  /// How wide and high letters are.
  static let letterWidth = 12.0
  private static let line = 22.0
  private static let margin = 12.0
  private static let scaleWidth = 140.0

  init(width: Double, height: Double, shapes: [Shape]) {
    self.width = width
    self.height = height
    self.shapes = shapes
  }

  init(_ chart: Chart, width: Double = 1_200) {
    self.width = width
    var top = Self.margin + Self.line
    shapes.append(.text(chart.title, Point(x: Self.margin, y: top), .ink))
    for pane in chart.panes {
      top = draw(pane, count: chart.count, from: top + Self.line)
    }
    for marks in chart.marks { top = draw(marks, count: chart.count, from: top + Self.line) }
    top += Self.line * 1.5
    shapes.append(.text(chart.firstTime, Point(x: Self.margin, y: top), .ink))
    let length = Double(chart.lastTime.count) * Self.letterWidth
    shapes.append(.text(chart.lastTime, Point(x: right - length, y: top), .ink))
    height = top + Self.margin
  }

  private var right: Double { width - Self.scaleWidth }

  /// The middle of a bar.
  private func x(_ bar: Int, _ count: Int) -> Double {
    Self.margin + (right - Self.margin) * (Double(bar) + 0.5) / Double(max(count, 1))
  }

  private mutating func draw(_ pane: Chart.Pane, count: Int, from start: Double) -> Double {
    var x = Self.margin
    func add(_ text: String, _ paint: Paint, _ shapes: inout [Shape]) {
      shapes.append(.text(text, Point(x: x, y: start + Self.line), paint))
      x += Double(text.count + 2) * Self.letterWidth
    }
    add(pane.title, .ink, &shapes)
    for line in pane.lines { add(line.name, .line(line.colour), &shapes) }
    let top = start + Self.line * 1.5
    let bottom = top + (pane.candles == nil ? 140 : 380)
    guard let scale = pane.scale else { return bottom }
    func y(_ value: Double) -> Double { bottom - scale.share(of: value) * (bottom - top) }
    for share in [0, 0.25, 0.5, 0.75, 1] {
      let place = bottom - share * (bottom - top)
      shapes.append(.line(Point(x: Self.margin, y: place), Point(x: right, y: place), .grid))
      let label = NumberText.short(scale.value(at: share))
      shapes.append(.text(label, Point(x: right + 6, y: place + 7), .ink))
    }
    if let candles = pane.candles { draw(candles, count, y) }
    for line in pane.lines {
      var run: [Point] = []
      for (bar, value) in line.values.enumerated() {
        if value.isNaN {
          end(&run, line)
        } else {
          run.append(Point(x: self.x(bar, count), y: y(value)))
        }
      }
      end(&run, line)
    }
    return bottom
  }

  private mutating func end(_ run: inout [Point], _ line: Chart.Line) {
    if let only = run.first, run.count == 1 { run.append(Point(x: only.x + 1, y: only.y)) }
    if !run.isEmpty { shapes.append(.curve(run, .line(line.colour))) }
    run = []
  }

  private mutating func draw(
    _ candles: Chart.Candles, _ count: Int, _ y: (Double) -> Double
  ) {
    let half = max((right - Self.margin) / Double(max(count, 1)) * 0.35, 0.5)
    for bar in 0..<count {
      let (open, close) = (candles.open[bar], candles.close[bar])
      let (high, low) = (candles.high[bar], candles.low[bar])
      if open.isNaN || close.isNaN || high.isNaN || low.isNaN { continue }
      let paint: Paint = close >= open ? .up : .down
      let x = x(bar, count)
      shapes.append(.line(Point(x: x, y: y(high)), Point(x: x, y: y(low)), paint))
      let top = y(max(open, close))
      let bottom = max(y(min(open, close)), top + 1)
      shapes.append(.box(Point(x: x - half, y: top), Point(x: x + half, y: bottom), paint))
    }
  }

  private mutating func draw(_ marks: Chart.Marks, count: Int, from start: Double) -> Double {
    let bottom = start + Self.line
    shapes.append(.line(Point(x: Self.margin, y: bottom), Point(x: right, y: bottom), .grid))
    let paint = Paint.line(marks.colour)
    for (bar, isTrue) in marks.isTrue.enumerated() where isTrue {
      let x = x(bar, count)
      shapes.append(.box(Point(x: x - 1.5, y: bottom - 12), Point(x: x + 1.5, y: bottom), paint))
    }
    // Right above the bars, as in the panes.
    shapes.append(.text(marks.name, Point(x: Self.margin, y: bottom + Self.line), paint))
    return bottom + Self.line
  }
}
