import ProcessingEngine
import StratLanguage
import StratMarket
import Testing

/// What the analysis says of a graph is never contradicted by what the graph computes.
struct RangeSoundnessTests {
  @Test(arguments: 0..<10)
  func `values lie in their ranges, whatever the candles`(batch: Int) {
    for index in 0..<60 {
      let seed = UInt64(batch * 1_000 + index)
      let random = RandomGraph(seed: seed)
      let frame = RandomFrame.make(seed: seed &* 17 &+ 3, rows: 80)
      let ranges = RangeAnalysis(random.graph, candles: .any)
      let oracle = ReferenceEvaluator(graph: random.graph, frame: frame)
      for (place, node) in random.graph.nodes.enumerated() {
        let id = NodeID(place)
        switch node.operation.resultType {
        case .number:
          let range = ranges.range(of: id)
          let outside = oracle.numbers(id).first { !$0.isNaN && !range.contains($0) }
          #expect(outside == nil, "seed \(seed), node \(place) \(node.operation): \(range)")
        case .boolean:
          let truth = ranges.truth(of: id)
          let values = Set(oracle.truths(id))
          #expect(truth.canBeTrue || !values.contains(.true), "seed \(seed), node \(place)")
          #expect(truth.canBeFalse || !values.contains(.false), "seed \(seed), node \(place)")
        }
      }
    }
  }

  @Test(arguments: 0..<10)
  func `orders, conflicts and implications hold on every bar`(batch: Int) {
    for index in 0..<40 {
      let seed = UInt64(batch * 1_000 + index)
      let graph = RandomGraph(seed: seed).graph
      let frame = RandomFrame.make(seed: seed &* 13 &+ 5, rows: 60)
      let ranges = RangeAnalysis(graph, candles: .any)
      let oracle = ReferenceEvaluator(graph: graph, frame: frame)
      let ids = graph.nodes.indices.map { NodeID($0) }
      let numbers = ids.filter { graph[$0].operation.resultType == .number }
      let truths = ids.filter { graph[$0].operation.resultType == .boolean }
      for a in numbers {
        for b in numbers where ranges.isAtMost(a, b) {
          let isBroken = zip(oracle.numbers(a), oracle.numbers(b)).contains { $0 > $1 }
          #expect(!isBroken, "seed \(seed): %\(a.index) ≤ %\(b.index)")
        }
      }
      for a in truths {
        for b in truths where a != b {
          let pairs = zip(oracle.truths(a), oracle.truths(b))
          if ConditionFacts.conflict(in: graph, a, b) {
            let isBroken = pairs.contains { $0 == .true && $1 == .true }
            #expect(!isBroken, "seed \(seed): %\(a.index) excludes %\(b.index)")
          }
          if ConditionFacts.implication(in: graph, a, b) {
            let isBroken = pairs.contains { $0 == .true && $1 != .true }
            #expect(!isBroken, "seed \(seed): %\(a.index) implies %\(b.index)")
          }
          if ConditionFacts.coverEverything(in: graph, a, b) {
            let isBroken = pairs.contains { $0 == .false && $1 == .false }
            #expect(!isBroken, "seed \(seed): %\(a.index) or %\(b.index)")
          }
        }
      }
    }
  }
}
