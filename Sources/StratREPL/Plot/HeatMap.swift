/// A number for each pair of two parameters' values, as a picture.
package struct HeatMap: Sendable {
  package var title: String
  package var across: (name: String, values: [String])
  package var down: (name: String, values: [String])
  /// Row by row; `na` where there is none.
  package var numbers: [[Double]]
  /// How a number is written into its cell.
  package var text: @Sendable (Double) -> String

  package init(
    title: String, across: (name: String, values: [String]),
    down: (name: String, values: [String]), numbers: [[Double]],
    text: @escaping @Sendable (Double) -> String
  ) {
    self.title = title
    self.across = across
    self.down = down
    self.numbers = numbers
    self.text = text
  }

  /// Portable Network Graphics.
  package var png: [UInt8] { PNGPicture.bytes(Drawing(self)) }

  /// One page with the picture in it.
  package var html: String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>\(SVGPicture.escaped(title))</title>
    <style>body { margin: 1rem; background: #fff; } svg { max-width: 100%; height: auto; }</style>
    </head><body>
    \(SVGPicture.text(Drawing(self)))</body></html>

    """
  }

  /// The lowest and the highest number there is.
  var bounds: ClosedRange<Double>? {
    let found = numbers.joined().filter(\.isFinite)
    guard let low = found.min(), let high = found.max() else { return nil }
    return low...high
  }
}
