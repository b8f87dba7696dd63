import StratSyntax
import TestSupport
import Testing

struct LexerTests {
  private func kinds(_ text: String) -> [TokenKind] {
    tokenise(SourceText(name: "test", text)).tokens.dropLast().map(\.kind)
  }

  private func codes(_ text: String) -> [String] {
    tokenise(SourceText(name: "test", text)).diagnostics.map(\.code.rawValue)
  }

  @Test func `a token takes eight bytes and keeps its kind and place`() {
    #expect(MemoryLayout<Token>.size == 8)
    let far = SourceText.sizeLimit
    let token = Token(.na, far - 5, far)
    #expect(token.kind == .na)
    #expect(token.start == far - 5)
    #expect(token.end == far)
    #expect(Token(.string, 0, far).end == far)
  }

  @Test(arguments: TokenKind.allCases)
  func `every fixed spelling is lexed as its kind`(_ kind: TokenKind) {
    guard let spelling = kind.spelling else { return }
    #expect(kinds(spelling) == [kind])
    #expect(kinds("\(spelling) \(spelling)") == [kind, kind])
  }

  @Test func `words that only begin like reserved ones are names`() {
    #expect(
      kinds("entryx in_ ors strategyx le notx na1 of_2") == Array(repeating: .identifier, count: 8))
  }

  @Test func `tokens cover the source between blanks`() {
    let text = "let a=rsi(close,14)<70.5 # end"
    let source = SourceText(name: "test", text)
    let words = tokenise(source).tokens.map { source.text($0.span) }
    #expect(
      words == ["let", "a", "=", "rsi", "(", "close", ",", "14", ")", "<", "70.5", ""])
  }

  @Test func `a range after a whole number is not a decimal point`() {
    #expect(kinds("5..50") == [.number, .dotDot, .number])
    #expect(kinds("0.5..1.5") == [.number, .dotDot, .number])
    #expect(kinds("09:30..16:00") == [.time, .dotDot, .time])
    #expect(kinds("x.y..z") == [.identifier, .dot, .identifier, .dotDot, .identifier])
  }

  @Test func `units decide between numbers, percentages and durations`() {
    #expect(
      kinds("5 5% 5m 5ms 5e2 5e2%") == [.number, .percent, .duration, .duration, .number, .percent])
  }

  @Test func `comments are kept beside the tokens`() {
    let list = tokenise(SourceText(name: "test", "# one\nlet # two\r\n  # three"))
    #expect(list.comments.map(\.trailing) == [false, true, false])
    #expect(list.comments.map { Int($0.span.end - $0.span.start) } == [5, 5, 7])
    #expect(list.diagnostics.isEmpty)
  }

  @Test func `a byte-order mark and line ends of Windows are accepted`() {
    let list = tokenise(SourceText(name: "test", "\u{FEFF}# x\r\nlet a = 1\r\n"))
    #expect(list.diagnostics.isEmpty)
    #expect(list.tokens.map(\.kind) == [.let, .identifier, .assign, .number, .endOfFile])
    #expect(list.comments.first?.trailing == false)
  }

  @Test(arguments: [
    ("&&", TokenKind.and), ("||", .or), ("!", .not), ("<>", .notEqual), ("**", .caret),
    (":=", .assign), ("===", .equalEqual), ("!==", .notEqual), ("=<", .lessOrEqual),
    ("≤", .lessOrEqual),
    ("≥", .greaterOrEqual), ("≠", .notEqual), ("×", .star), ("÷", .slash), ("−", .minus),
    ("&", .and), ("|", .or), ("…", .dotDot),
  ])
  func `a foreign operator is reported and mended`(_ spelling: String, _ kind: TokenKind) {
    #expect(kinds(spelling) == [kind])
    #expect(codes(spelling) == ["E0107"])
    let fix = tokenise(SourceText(name: "test", spelling)).diagnostics.first?.fix?.replacement
    #expect(fix.map(kinds) == [kind])
  }

  @Test(arguments: [
    ("RSI", "rsi"), ("Close", "close"), ("entryPrice", "entry_price"), ("EMA200", "ema200"),
    ("_x", "x"), ("a_B", "a_b"), ("myRSI", "my_rsi"), ("C", "c"), ("AND", "and"),
  ])
  func `a name with capitals is reported with its lower-case form`(_ name: String, _ mended: String)
  {
    let list = tokenise(SourceText(name: "test", name))
    #expect(list.diagnostics.map(\.code) == [.unexpectedCharacter])
    #expect(list.diagnostics.first?.fix?.replacement == mended)
    #expect(list.tokens.first?.kind == (mended == "and" ? .and : .identifier))
  }

  @Test(arguments: [
    ([0x23, 0xFF, 0x0A], 1), ([0x22, 0xC3, 0x22], 1), ([0x61, 0x20, 0x80, 0x80, 0x20, 0xC0], 2),
    ([0x23, 0xED, 0xA0, 0x80], 1), ([0xF4, 0x90, 0x80, 0x80], 1), ([0xC3, 0xA9], 0),
    ([0x23, 0xC0, 0x80], 1), ([0x23, 0xF0, 0x9F, 0x98, 0x80], 0),
  ])
  func `bytes that are not UTF-8 are reported once a run`(_ bytes: [UInt8], _ count: Int) {
    let found = tokenise(SourceText(name: "test", bytes: bytes)).diagnostics
    #expect(found.filter { $0.code == .invalidUTF8 }.count == count)
  }

  /// The standard library is the judge of what is well formed.
  @Test func `the check of the encoding agrees with the standard library`() {
    var random = SplitMix64(seed: 11)
    let interesting: [UInt8] = [
      0x23, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...6, using: &random)
      let bytes = [0x23] + (0..<count).compactMap { _ in interesting.randomElement(using: &random) }
      let found = tokenise(SourceText(name: "test", bytes: bytes)).diagnostics
      let isWellFormed = String(validating: bytes, as: UTF8.self) != nil
      #expect(found.contains { $0.code == .invalidUTF8 } == !isWellFormed, "\(bytes)")
    }
  }

  @Test func `a source above the limit is refused before it is lexed`() {
    let bytes = [UInt8](repeating: 0x20, count: SourceText.sizeLimit + 1)
    let list = tokenise(SourceText(name: "test", bytes: bytes))
    #expect(list.diagnostics.map(\.code) == [.sourceTooLarge])
    #expect(list.tokens.map(\.kind) == [.endOfFile])
  }
}
