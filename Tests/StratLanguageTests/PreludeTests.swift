import Testing

@testable import StratLanguage

@Suite struct PreludeTests {
  @Test func `is indexed by name`() {
    #expect(Prelude.contains("rsi"))
  }
}
