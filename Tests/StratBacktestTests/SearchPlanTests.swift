import StratBacktest
import Testing

struct SearchPlanTests {
  @Test func `a grid is every combination, the last range fastest`() throws {
    let ranges = [
      ParameterRange(name: "a", low: 1, high: 2, step: 1),
      ParameterRange(name: "b", low: 0.1, high: 0.3, step: 0.1),
    ]
    #expect(
      try SearchPlan.grid.variants(ranges) == [
        [1, 0.1], [1, 0.2], [1, 0.3], [2, 0.1], [2, 0.2], [2, 0.3],
      ])
    #expect(try SearchPlan.grid.variants([]) == [[]])
  }

  @Test func `values on steps are the numbers that were meant`() {
    let range = ParameterRange(name: "x", low: 0, high: 1, step: 0.1)
    #expect(range.count == 11)
    #expect((0..<11).map(range.value) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    #expect(ParameterRange(name: "x", low: 3, high: 10, step: 3).count == 3)
    #expect(ParameterRange(name: "x", low: 3, high: 3, step: nil).count == 1)
    #expect(ParameterRange(name: "x", low: 3, high: 4, step: nil).count == nil)
  }

  @Test func `a grid without steps and one without end are refused`() {
    let endless = ParameterRange(name: "x", low: 0, high: 1, step: nil)
    #expect(throws: SearchPlan.Refusal.endless(name: "x")) {
      try SearchPlan.grid.variants([endless])
    }
    let long = ParameterRange(name: "x", low: 0, high: 9_999, step: 1)
    #expect(throws: SearchPlan.Refusal.tooMany(count: 1e8, limit: SearchPlan.limit)) {
      try SearchPlan.grid.variants([long, long])
    }
    #expect(throws: SearchPlan.Refusal.tooManyAxes(count: 17, limit: 16)) {
      try SearchPlan.sobol(count: 3).variants(Array(repeating: endless, count: 17))
    }
  }

  @Test(arguments: [SearchPlan.random(count: 60, seed: 7), .sobol(count: 60)])
  func `draws are inside their ranges, on their steps and different`(plan: SearchPlan) throws {
    let ranges = [
      ParameterRange(name: "a", low: 5, high: 50, step: 5),
      ParameterRange(name: "b", low: -1, high: 1, step: nil),
    ]
    let variants = try plan.variants(ranges)
    #expect(variants.count == 60)
    #expect(Set(variants).count == 60)
    #expect(try plan.variants(ranges) == variants, "the same draws again")
    for values in variants {
      #expect((5...50).contains(values[0]) && values[0].remainder(dividingBy: 5) == 0)
      #expect((-1...1).contains(values[1]))
    }
    #expect(Set(variants.map { $0[0] }).count == 10, "no step is left out")
  }

  @Test func `where there are fewer variants than asked for, all of them come`() throws {
    let range = ParameterRange(name: "a", low: 1, high: 5, step: 1)
    #expect(try SearchPlan.sobol(count: 100).variants([range]).count == 5)
    #expect(try SearchPlan.random(count: 100, seed: 1).variants([range]).count == 5)
  }

  @Test func `the first points of the sequence are those of the literature`() {
    var points = SobolSequence(axes: 3)
    #expect(
      (0..<4).map { _ in points.next() } == [
        [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
      ])
  }

  @Test func `every slice of every axis gets its point`() {
    var points = SobolSequence(axes: SobolSequence.mostAxes)
    let count = 1 << 10
    // The origin, which is left out, is the first of them.
    var seen = (0..<SobolSequence.mostAxes).map { _ in Set([0]) }
    var pairs = Set([0])
    for _ in 1..<count {
      let point = points.next()
      for (axis, place) in point.enumerated() { seen[axis].insert(Int(place * Double(count))) }
      pairs.insert(Int(point[0] * 32) * 32 + Int(point[1] * 32))
    }
    for axis in seen { #expect(axis.count == count) }
    #expect(pairs.count == count, "of the first two axes also each of 32 × 32 squares")
  }
}
