import StratMarket
import StratSessions
import Testing

struct SystemClockTests {
  @Test func `the machine's clock goes on, wakes sleepers, and lets them be cancelled`()
    async throws
  {
    let clock = SystemClock()
    let before = clock.monotonic
    try await clock.sleep(milliseconds: 1)
    #expect(clock.monotonic > before)
    // Later than when this was written.
    #expect(clock.now > Timestamp(milliseconds: 1_748_736_000_000))
    let sleeper = Task { try await clock.sleep(milliseconds: 3_600_000) }
    sleeper.cancel()
    await #expect(throws: CancellationError.self) { try await sleeper.value }
  }

  @Test func `durations are counted in whole milliseconds`() {
    #expect(Duration.milliseconds(1_500).wholeMilliseconds == 1_500)
    #expect(Duration.nanoseconds(1_999_999).wholeMilliseconds == 1)
    #expect(Duration.seconds(-2).wholeMilliseconds == -2_000)
  }
}
