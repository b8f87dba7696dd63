import StratMarket
import StratREPL
import TestSupport
import Testing

/// Whatever is typed is answered.
struct InterpreterFuzzTests {
  private static let words = [
    "close", "open", "sma", "rsi", "macd", "(", ")", "[", "]", ",", ".", "1", "0", "14", "-", "+",
    "*", "/", "^", "<", ">", "==", "and", "or", "not", "if", "then", "else", "na", "??", "crosses",
    "above", "let", "param", "def", "input", "=", "in", "..", "x", "y", "z", ":", "{", "}", "%",
    "5%", "true", "ratio", "entry", "long", "when", "strategy", "\"", "#", ";", ":type", ":help",
    ":why", ":disasm", ":forget", ":names", ":columns", "1970-01-02", "\n", "é", "\u{0}",
  ]

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `no entry and no completion stops the prompt`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let interpreter = Interpreter(palette: Palette(isColoured: false))
    let values = (0..<40).map { Double(($0 * 7) % 13) }
    interpreter.use(
      Frame(
        symbol: "FUZZ", times: (0..<40).map { Int64($0) * 86_400_000 },
        columnNames: ["open", "high", "low", "close", "volume"],
        columns: Array(repeating: values, count: 5)))
    var answered = 0
    for _ in 0..<1_500 {
      let entry = (0..<(1 + random.index(below: 9))).map { _ in
        Self.words[random.index(below: Self.words.count)]
      }
      .joined(separator: random.index(below: 3) == 0 ? "" : " ")
      _ = interpreter.isComplete(entry)
      _ = interpreter.complete(entry, random.index(below: entry.utf8.count + 1))
      let reply = interpreter.reply(to: entry)
      // An error always says something.
      #expect(!reply.isError || reply.text.contains("rror"), "seed \(seed): \(entry)")
      answered += reply.isError ? 0 : 1
    }
    #expect(answered > 20, "seed \(seed): some entries make sense")
    #expect(interpreter.reply(to: "1 + 1").text == "2\n", "seed \(seed)")
  }
}
