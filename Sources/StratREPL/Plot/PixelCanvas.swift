/// A drawing as pixels, each a number of a colour.
struct PixelCanvas {
  let width: Int
  let height: Int
  private var pixels: [UInt8]

  init(_ drawing: Drawing) {
    width = max(Int(drawing.width.rounded(.up)), 1)
    height = max(Int(drawing.height.rounded(.up)), 1)
    pixels = Array(repeating: Drawing.Paint.paper.rawValue, count: width * height)
    for shape in drawing.shapes {
      switch shape {
      case .line(let from, let to, let paint): line(from, to, paint)
      case .box(let from, let to, let paint): box(from, to, paint)
      case .curve(let points, let paint):
        for (from, to) in zip(points, points.dropFirst()) { line(from, to, paint) }
      case .text(let words, let place, let paint): write(words, place, paint)
      }
    }
  }

  func row(_ index: Int) -> ArraySlice<UInt8> { pixels[index * width..<(index + 1) * width] }

  private mutating func set(_ x: Int, _ y: Int, _ paint: Drawing.Paint) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    pixels[y * width + x] = paint.rawValue
  }

  private mutating func line(_ from: Drawing.Point, _ to: Drawing.Point, _ paint: Drawing.Paint) {
    let (x, y) = (Int(from.x), Int(from.y))
    let (across, down) = (Int(to.x) - x, Int(to.y) - y)
    let steps = max(abs(across), abs(down), 1)
    for step in 0...steps { set(x + across * step / steps, y + down * step / steps, paint) }
  }

  private mutating func box(_ from: Drawing.Point, _ to: Drawing.Point, _ paint: Drawing.Paint) {
    let left = Int(from.x.rounded())
    let top = Int(from.y.rounded())
    for y in top..<max(Int(to.y.rounded()), top + 1) {
      for x in left..<max(Int(to.x.rounded()), left + 1) { set(x, y, paint) }
    }
  }

  /// Each dot of a letter is four pixels.
  private mutating func write(_ words: String, _ place: Drawing.Point, _ paint: Drawing.Paint) {
    var x = Int(place.x)
    let top = Int(place.y) - DotLetters.height * 2
    for scalar in words.unicodeScalars {
      for (column, bits) in DotLetters.columns(of: scalar).enumerated() {
        for row in 0..<DotLetters.height where bits >> UInt8(row) & 1 == 1 {
          let corner = Drawing.Point(x: Double(x + column * 2), y: Double(top + row * 2))
          box(corner, Drawing.Point(x: corner.x + 2, y: corner.y + 2), paint)
        }
      }
      x += Int(Drawing.letterWidth)
    }
  }
}
