/// A drawing as a file of Scalable Vector Graphics.
enum SVGPicture {
  static func text(_ drawing: Drawing) -> String {
    let size = "width=\"\(number(drawing.width))\" height=\"\(number(drawing.height))\""
    let box = "viewBox=\"0 0 \(number(drawing.width)) \(number(drawing.height))\""
    var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(box)"
    text += " font-family=\"monospace\" font-size=\"20\">\n"
    text += "<rect width=\"100%\" height=\"100%\" fill=\"\(colour(.paper))\"/>\n"
    for shape in drawing.shapes { text += element(shape) + "\n" }
    return text + "</svg>\n"
  }

  private static func element(_ shape: Drawing.Shape) -> String {
    switch shape {
    case .line(let from, let to, let paint):
      return "<line x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" x2=\"\(number(to.x))\""
        + " y2=\"\(number(to.y))\" stroke=\"\(colour(paint))\"/>"
    case .box(let from, let to, let paint):
      return "<rect x=\"\(number(from.x))\" y=\"\(number(from.y))\""
        + " width=\"\(number(to.x - from.x))\" height=\"\(number(to.y - from.y))\""
        + " fill=\"\(colour(paint))\"/>"
    case .curve(let points, let paint):
      let list = points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
      return "<polyline points=\"\(list)\" fill=\"none\" stroke=\"\(colour(paint))\""
        + " stroke-width=\"1.5\"/>"
    case .text(let words, let place, let paint):
      return "<text x=\"\(number(place.x))\" y=\"\(number(place.y))\" fill=\"\(colour(paint))\""
        + " xml:space=\"preserve\">\(escaped(words))</text>"
    }
  }

  /// Hundredths are finer than any screen.
  private static func number(_ value: Double) -> String {
    NumberText.exact((value * 100).rounded() / 100, missing: "0")
  }

  private static func colour(_ paint: Drawing.Paint) -> String {
    func digits(_ value: UInt8) -> String {
      (value < 16 ? "0" : "") + String(value, radix: 16)
    }
    return "#" + digits(paint.red) + digits(paint.green) + digits(paint.blue)
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      // No control character may stand in XML.
      case "\u{0}"..<" ": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
