import StratLanguage
import TestSupport

/// A well-typed graph over every operation, with outputs of both types, made from a seed.
///
/// Its columns are those of `RandomFrame`. Besides operands that come before their users, it
/// obeys what the checker promises: equal nodes are one node, a recurrence's root comes after
/// each of its pasts. Recurrences may overlap and read one another.
struct RandomGraph {
  let graph: Graph
  let outputs: [NodeID]

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    self.init(size: random.integer(in: 5...50), random: random)
  }

  /// A graph of about that many nodes: a few more where something lacks an operand.
  init(seed: UInt64, size: Int) {
    self.init(size: size, random: SplitMix64(seed: seed))
  }

  private init(size: Int, random: SplitMix64) {
    var writer = RandomGraphWriter(random: random)
    writer.write(size: size)
    graph = writer.builder.graph
    outputs = writer.outputs()
  }
}
