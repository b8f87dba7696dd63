import StratMarket

/// A chart over time as SVG: lines, areas and marks between two axes.
struct Plot {
  private static let width = 1_080.0
  private static let left = 72.0
  private static let right = 12.0
  private static let top = 10.0
  private static let bottom = 24.0

  private let height: Double
  private let times: ClosedRange<Double>
  private let values: ClosedRange<Double>
  private let label: (Double) -> String
  private var body = ""

  init(
    height: Double, times: ClosedRange<Double>, values: ClosedRange<Double>,
    label: @escaping (Double) -> String
  ) {
    self.height = height
    self.times = times
    self.values = values
    self.label = label
  }

  private func x(_ time: Double) -> Double {
    let span = max(times.upperBound - times.lowerBound, 1)
    return Self.left + (time - times.lowerBound) / span * (Self.width - Self.left - Self.right)
  }

  private func y(_ value: Double) -> Double {
    let span = values.upperBound - values.lowerBound
    let share = span > 0 ? (value - values.lowerBound) / span : 0.5
    return height - Self.bottom - share * (height - Self.top - Self.bottom)
  }

  private static func short(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
  }

  private func path(_ points: [(time: Double, value: Double)]) -> String {
    var text = ""
    for (index, point) in points.enumerated() {
      text += "\(index == 0 ? "M" : "L")\(Self.short(x(point.time))) \(Self.short(y(point.value)))"
    }
    return text
  }

  mutating func line(_ points: [(time: Double, value: Double)], _ style: String) {
    guard points.count > 1 else { return }
    body += "<path class=\"\(style)\" d=\"\(path(points))\"/>\n"
  }

  /// A line with what lies between it and a value.
  mutating func area(
    _ points: [(time: Double, value: Double)], from base: Double, _ style: String
  ) {
    guard let first = points.first, let last = points.last, points.count > 1 else { return }
    let ground = Self.short(y(base))
    body += "<path class=\"\(style)\" d=\"\(path(points))L\(Self.short(x(last.time))) \(ground)"
    body += "L\(Self.short(x(first.time))) \(ground)Z\"/>\n"
  }

  /// A triangle: upwards under the point, or downwards above it.
  mutating func mark(_ time: Double, _ value: Double, up: Bool, _ style: String, _ title: String) {
    let (x, y) = (x(time), y(value))
    let tip = up ? y + 3 : y - 3
    let base = up ? y + 11 : y - 11
    body += "<path class=\"\(style)\" d=\"M\(Self.short(x)) \(Self.short(tip))"
    body += "L\(Self.short(x - 4)) \(Self.short(base))L\(Self.short(x + 4)) \(Self.short(base))Z\">"
    body += "<title>\(HTMLText.escaped(title))</title></path>\n"
  }

  /// The finished drawing with its axes.
  var svg: String {
    var text =
      "<svg viewBox=\"0 0 \(Int(Self.width)) \(Int(height))\" role=\"img\">\n"
    for value in Ticks.values(in: values, about: max(3, Int(height / 50))) {
      let y = Self.short(y(value))
      text += "<path class=\"grid\" d=\"M\(Self.short(Self.left)) \(y)"
      text += "H\(Self.short(Self.width - Self.right))\"/>"
      text += "<text class=\"value\" x=\"\(Self.short(Self.left - 6))\" y=\"\(y)\">"
      text += "\(HTMLText.escaped(label(value)))</text>\n"
    }
    for step in 0...5 {
      let time =
        times.lowerBound + (times.upperBound - times.lowerBound) * Double(step) / 5
      let anchor = step == 0 ? "start" : step == 5 ? "end" : "middle"
      text += "<text class=\"time\" text-anchor=\"\(anchor)\" x=\"\(Self.short(x(time)))\" "
      text += "y=\"\(Self.short(height - 6))\">\(Ticks.day(time))</text>\n"
    }
    return text + body + "</svg>\n"
  }
}

/// Where axes are labelled.
enum Ticks {
  /// Round values inside a range.
  static func values(in range: ClosedRange<Double>, about count: Int) -> [Double] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [range.lowerBound] }
    var step = 1.0
    while step > span / Double(count) { step /= 10 }
    while step * 10 <= span / Double(count) { step *= 10 }
    for factor in [2.0, 5.0, 10.0] where step * factor <= span / Double(count) * 1.0001 {
      step *= factor
      break
    }
    if span / step > Double(count) * 2 { step *= 2 }
    var values: [Double] = []
    var value = (range.lowerBound / step).rounded(.up) * step
    while value <= range.upperBound, values.count < 50 {
      values.append(value)
      value += step
    }
    return values
  }

  static func day(_ time: Double) -> String {
    String("\(Timestamp(milliseconds: Int64(time)))".prefix(10))
  }
}
