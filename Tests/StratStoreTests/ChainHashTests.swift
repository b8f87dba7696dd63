import StratMarket
import StratStore
import StratTrading
import TestSupport
import Testing

struct ChainHashTests {
  @Test func `hexadecimal digits are read back, in either case`() throws {
    let hash = SessionIdentity.sample.genesis
    #expect(ChainHash(hex: hash.description) == hash)
    #expect(ChainHash(hex: hash.description.uppercased()) == hash)
    #expect(ChainHash(bytes: hash.bytes) == hash)
  }

  @Test(arguments: ["", "00", String(repeating: "g", count: 64), String(repeating: "0", count: 63)])
  func `anything else is no hash`(text: String) {
    #expect(ChainHash(hex: text) == nil)
  }

  @Test func `a head is read back from its text`() throws {
    let head = JournalHead(sequence: 42, hash: SessionIdentity.sample.genesis)
    #expect(JournalHead(head.description) == head)
    for text in ["", "42", "42:", ":\(head.hash)", "-1:\(head.hash)", "x:\(head.hash)"] {
      #expect(JournalHead(text) == nil)
    }
  }

  @Test func `hashes are those of the documented bytes, computed elsewhere`() throws {
    let directory = try TemporaryDirectory()
    let journal = try SQLiteJournal.open(
      path: directory.file("run.journal"), mode: .create(.sample))
    #expect(
      try journal.head.description
        == "0:e6fe9a3734201e784597b94d924472efe62ab5afe0c87a8ebd7ff58f3a627bb6")
    try journal.append(
      kind: "event", time: Timestamp(milliseconds: -5), payload: #"{"é":1}"#)
    try journal.commit()
    #expect(
      try journal.head.description
        == "1:b0e7008cfe81f6e63288cedb6516401749c7c7e424f8fe9c2bac766f29eff267")
  }

  @Test func `every field of the identity counts, and none can lend text to its neighbour`() {
    let sample = SessionIdentity.sample
    var variants: [SessionIdentity] = []
    for path: WritableKeyPath<SessionIdentity, String> in [
      \.sessionID, \.strategyTitle, \.strategySource, \.semanticHash, \.parameters,
      \.configuration, \.dataDescription, \.engineVersion,
    ] {
      var variant = sample
      variant[keyPath: path] += "x"
      variants.append(variant)
    }
    var later = sample
    later.created = Timestamp(milliseconds: 0)
    variants.append(later)
    var shifted = sample
    shifted.sessionID = "s-1Ü"
    shifted.strategyTitle = "berkreuzung"
    variants.append(shifted)
    let hashes = Set((variants + [sample]).map(\.genesis))
    #expect(hashes.count == variants.count + 1)
  }
}
