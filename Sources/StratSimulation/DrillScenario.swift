import StratTrading

/// A kind of trouble that a strategy is put through.
package struct DrillScenario: Sendable {
  package let name: String
  /// What goes wrong, for people.
  package let title: String
  package let rates: FaultRates

  private init(_ name: String, _ title: String, _ change: (inout FaultRates) -> Void) {
    self.name = name
    self.title = title
    var rates = FaultRates()
    change(&rates)
    self.rates = rates
  }

  /// Every kind by itself, then all at once.
  package static let catalogue = [
    DrillScenario("quiet", "nothing goes wrong") { _ in },
    DrillScenario("lost-requests", "requests never reach the venue") { $0.requestLost = 0.3 },
    DrillScenario("lost-answers", "orders are taken and the answer is lost") {
      $0.answerLost = 0.3
    },
    DrillScenario("late-requests", "requests arrive after everybody has given them up") {
      $0.requestLate = 0.3
    },
    DrillScenario("busy", "the venue asks for fewer requests (429)") { $0.busy = 0.4 },
    DrillScenario("refusals", "the venue refuses orders") { $0.refused = 0.3 },
    DrillScenario("partial-fills", "orders fill in parts") { $0.partialFill = 0.8 },
    DrillScenario("lost-messages", "the stream loses reports and candles") {
      $0.messageLost = 0.3
    },
    DrillScenario("repeated-messages", "the stream says everything twice") {
      $0.messageTwice = 0.7
    },
    DrillScenario("reordered-messages", "messages overtake each other") { $0.messageLate = 0.4 },
    DrillScenario("mute", "the stream stays open and says nothing") { $0.mute = 0.05 },
    DrillScenario("disconnects", "the connection breaks") { $0.disconnect = 0.1 },
    DrillScenario("stale-readings", "the venue shows how it was some time ago") {
      $0.stale = 0.5
    },
    DrillScenario("kill", "the process is killed between any two steps") { $0.crash = 0.01 },
    DrillScenario("disk-full", "the journal cannot be written") { $0.diskFull = 0.05 },
    DrillScenario("clock", "the clock jumps") { $0.clockJump = 0.05 },
    DrillScenario("everything", "all of it at once") {
      $0.requestLost = 0.1
      $0.answerLost = 0.1
      $0.requestLate = 0.1
      $0.busy = 0.1
      $0.refused = 0.03
      $0.partialFill = 0.3
      $0.messageLost = 0.1
      $0.messageTwice = 0.1
      $0.messageLate = 0.1
      $0.mute = 0.01
      $0.disconnect = 0.03
      $0.stale = 0.1
      $0.crash = 0.004
      $0.diskFull = 0.01
      $0.clockJump = 0.01
    },
  ]
}

/// What came of one scenario over several worlds.
package struct DrillResult: Sendable {
  package let scenario: DrillScenario
  package private(set) var worlds = 0
  package private(set) var faults = 0
  package private(set) var crashes = 0
  package private(set) var sent = 0
  package private(set) var fills = 0
  /// What was not as it has to be, and the seed of the world it was in.
  package private(set) var findings: [(seed: UInt64, finding: String)] = []

  package init(_ scenario: DrillScenario) { self.scenario = scenario }

  /// Takes in a world that has been lived through.
  package mutating func add(_ world: SimulatedWorld) {
    worlds += 1
    faults += world.faultsMet.values.reduce(0, +)
    crashes += world.crashes
    sent += world.sent
    fills += world.driver?.session.figures.fills ?? 0
    findings += world.findings().map { (world.seed, $0) }
  }
}
