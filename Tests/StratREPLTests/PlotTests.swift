import Foundation
import StratMarket
import StratREPL
import Testing

/// `:plot`, on the screen and into files.
struct PlotTests {
  /// Twelve days: up, down, and one that is missing.
  private func interpreter(colour: Bool = false) -> Interpreter {
    let interpreter = Interpreter(palette: Palette(isColoured: colour))
    let close: [Double] = [10, 11, 12, 13, 14, .nan, 14, 13, 12, 11, 10, 9]
    interpreter.use(
      Frame(
        symbol: "TEST", times: (0..<12).map { Int64($0) * 86_400_000 },
        columnNames: ["open", "high", "low", "close", "volume"],
        columns: [
          close.map { $0 - 0.5 }, close.map { $0 + 1 }, close.map { $0 - 1 }, close,
          close.map { $0 * 100 },
        ]))
    interpreter.screenWidth = { 40 }
    return interpreter
  }

  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test func `candles are drawn alone, with heads, ends and a scale`() {
    let text = interpreter().reply(to: ":plot").text
    #expect(text.hasPrefix("TEST, 1d, 12 bars, 1970-01-01 to 1970-01-12\nprice\n"))
    for character in "┃╷╵" { #expect(text.contains(character), "\(character)") }
    #expect(text.contains("┤ 15\n"))
    #expect(text.contains("┤ 8\n"))
    // Sixteen rows of candles, and around them title, legend, times and the end.
    #expect(lines(text).count == 16 + 4)
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `a candle fills as many rows as it is high`() throws {
    let interpreter = Interpreter(palette: Palette(isColoured: false))
    interpreter.use(
      Frame(
        symbol: "ONE", times: [0], columnNames: ["open", "high", "low", "close"],
        columns: [[2], [4], [0], [3]]))
    let rows = lines(interpreter.reply(to: ":plot").text).dropFirst(2).prefix(16)
    // A quarter of wick, a quarter of body, and half of it wick again.
    #expect(String(rows.compactMap(\.first)) == "││││┃┃┃┃╿│││││││")
  }

  @Test func `lines lie over the candles or in a pane for what they count`() {
    let text = interpreter().reply(
      to: ":plot sma(close, 2), volume, close / open, close > 12"
    ).text
    #expect(text.contains("price  ─ sma(close, 2)\n"))
    #expect(text.contains("volume  ─ volume\n"))
    #expect(text.contains("ratio  ─ close / open\n"))
    #expect(text.contains("···▲▲·▲▲····  close > 12\n"))
    #expect(text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
  }

  @Test func `a price far from the candles has a pane of its own`() {
    let far = interpreter().reply(to: ":plot close - open").text
    #expect(lines(far).contains("price"))
    #expect(lines(far).contains("price  ─ close - open"))
  }

  @Test func `commas inside brackets do not part formulas`() {
    let text = interpreter().reply(to: ":plot max(close, open), macd(close, 2, 3).signal").text
    #expect(text.contains("─ max(close, open)"))
    #expect(text.contains("─ macd(close, 2, 3).signal"))
  }

  @Test(arguments: [20, 40, 200])
  func `nothing is wider than the screen, and more bars are joined`(width: Int) {
    let interpreter = interpreter()
    let values = (0..<1_000).map { 50 + 40 * sin(Double($0) / 30) }
    interpreter.use(
      Frame(
        symbol: "LONG", times: (0..<1_000).map { Int64($0) * 3_600_000 },
        columnNames: ["open", "high", "low", "close"],
        columns: [values, values.map { $0 + 2 }, values.map { $0 - 2 }, values]))
    interpreter.screenWidth = { width }
    for bars in ["", " --bars 1000", " --bars 5000", " --bars 7"] {
      let text = interpreter.reply(to: ":plot close\(bars)").text
      for line in lines(text).dropFirst().dropLast(2) {
        #expect(line.count <= max(width, 22), "\(width)\(bars): \(line)")
      }
    }
    #expect(interpreter.reply(to: ":plot close --bars 7").text.hasPrefix("LONG, 1h, 7 bars"))
  }

  @Test func `colours come only where they are wanted`() {
    let text = interpreter(colour: true).reply(to: ":plot close, close > 12").text
    #expect(text.contains("\u{1B}[32m"))
    #expect(text.contains("\u{1B}[36m"))
  }

  @Test(arguments: [
    (":plot close --bars", "R0110"), (":plot close --bars x", "R0110"),
    (":plot close --bars 0", "R0110"), (":plot --nope 3", "R0110"), (":plot clos", "E0301"),
    (":plot close, ", ""), (":plot close > rsi(close, 2)", "E0203"),
    (":plot close --svg /no/such/folder/x.svg", "C0205"),
  ])
  func `what cannot be drawn is refused`(entry: String, code: String) {
    let reply = interpreter().reply(to: entry)
    #expect(reply.isError == !code.isEmpty)
    #expect(reply.text.contains(code.isEmpty ? "close" : "error[\(code)]"), "\(reply.text)")
  }

  @Test func `without candles there is nothing to draw`() {
    let reply = Interpreter(palette: Palette(isColoured: false)).reply(to: ":plot close")
    #expect(reply.text.contains("error[R0103]"))
  }

  @Test func `values that are all missing or all the same are drawn`() {
    let text = interpreter().reply(to: ":plot close[30], close * 0").text
    #expect(!text.contains("nan"))
    #expect(text.contains("─ close[30]"))
    let huge = interpreter().reply(to: ":plot close * 1e300, volume * -1e300")
    #expect(!huge.isError)
  }

  // MARK: - Files

  private func written(_ name: String, _ formula: String) throws -> Data {
    let path = NSTemporaryDirectory() + "/strat-plot-\(UUID().uuidString).\(name)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let interpreter = interpreter()
    let reply = interpreter.reply(to: ":plot \(formula) --\(name) \(path)")
    #expect(reply.text == "written to \(path)\n")
    #expect(interpreter.reply(to: ":plot --\(name) \(path)").text.contains("C0206"))
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test func `an SVG file has candles, lines and words, all within the sheet`() throws {
    let text = String(
      decoding: try written("svg", "sma(close, 2), close < 12 and volume > 3"), as: UTF8.self)
    #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(text.hasSuffix("</svg>\n"))
    // Eleven candles have bodies, beside the paper; five bars are marked.
    #expect(text.split(separator: "<rect").count - 1 == 1 + 11 + 5)
    // The missing bar parts the line.
    #expect(text.split(separator: "<polyline").count - 1 == 2)
    #expect(text.contains("close &lt; 12 and volume &gt; 3"))
    #expect(!text.contains("nan") && !text.contains("inf"))
  }

  /// Reads the file as the format's own description says, and back to pixels.
  @Test func `a PNG file is whole, and shows what was drawn`() throws {
    let bytes = Array(try written("png", "sma(close, 2)"))
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    func number(_ offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    var chunks: [String: [UInt8]] = [:]
    var offset = 8
    while offset < bytes.count {
      let length = number(offset)
      let name = String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self)
      chunks[name] = Array(bytes[offset + 8..<offset + 8 + length])
      #expect(
        number(offset + 8 + length) == checksum(bytes[offset + 4..<offset + 8 + length]), "\(name)")
      offset += 12 + length
    }
    #expect(offset == bytes.count)
    let header = try #require(chunks["IHDR"])
    let (width, height) = (
      Int(header[2]) << 8 | Int(header[3]), Int(header[6]) << 8 | Int(header[7])
    )
    #expect(width == 1_200)
    #expect(Array(header[8...]) == [8, 3, 0, 0, 0])
    let content = try #require(chunks["IDAT"])
    var pixels: [UInt8] = []
    var index = 2
    var isLast = false
    while !isLast {
      isLast = content[index] == 1
      let length = Int(content[index + 1]) | Int(content[index + 2]) << 8
      #expect(Int(content[index + 3]) | Int(content[index + 4]) << 8 == length ^ 0xFFFF)
      pixels += content[index + 5..<index + 5 + length]
      index += 5 + length
    }
    #expect(index + 4 == content.count)
    #expect(pixels.count == (width + 1) * height)
    let colours = try #require(chunks["PLTE"]).count / 3
    #expect(pixels.allSatisfy { Int($0) < colours })
    // Paper, words, grid, rising candles, and the line.
    #expect(Set(pixels).count == 5)
  }

  private func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
    var value = UInt32.max
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return Int(~value)
  }
}
