import StratExchange
import StratSimulation
import StratTrading
import Testing

/// Venues that are broken on purpose: the session has to notice, each time.
struct SaboteurTests {
  private func world(
    _ wrap: @escaping (Exchange) -> any SimulatedVenue
  ) throws -> SimulatedWorld {
    var world = try World.make(seed: 7, rates: .none, bars: 30, venue: wrap)
    world.run()
    return world
  }

  private func holds(_ world: SimulatedWorld) -> [String] {
    world.driver?.session.core.state.holds.map(\.detail) ?? []
  }

  @Test func `an honest venue raises no alarm`() throws {
    let world = try world { HonestVenue($0) }
    #expect(world.findings() == [])
    #expect(world.driver?.session.figures.notes == 0)
  }

  @Test func `a venue that tells of fills twice is caught`() throws {
    let world = try world { FillsTwice($0) }
    #expect(holds(world).contains { $0.contains("-again") })
  }

  @Test func `a venue that forgets orders is caught, and what protects is sent again`() throws {
    let world = try world { ForgetsOrders($0) }
    let notes = world.recorded.filter { $0.payload.contains("N0010") }
    #expect(notes.count == 2)
    #expect(world.findings() == [])
  }

  @Test func `a venue that shows other holdings is caught`() throws {
    let world = try world { ShowsOtherHoldings($0) }
    #expect(holds(world).contains { $0.contains("at the venue") })
    #expect(world.recorded.contains { $0.payload.contains("N0017") })
  }

  @Test func `a venue that swallows a report is caught`() throws {
    let world = try world { SwallowsAReport($0) }
    #expect(holds(world).contains { $0.contains("the reports after 4 do not come") })
  }

  @Test func `a venue that answers from the past is caught, and not believed`() throws {
    let world = try world { AnswersFromThePast($0) }
    #expect(holds(world).contains { $0.contains("nothing could be compared") })
    #expect(world.driver?.session.figures.fills ?? 0 > 5)
  }

  @Test func `a venue that fills too much is caught`() throws {
    let world = try world { FillsTooMuch($0) }
    #expect(holds(world).contains { $0.contains("were left to fill") })
  }
}
