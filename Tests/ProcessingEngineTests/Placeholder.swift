import Testing

@Test func `placeholder until the module has tests`() { #expect(Bool(true)) }
