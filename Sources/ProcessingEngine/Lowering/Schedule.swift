import StratLanguage

/// The order in which the groups of a graph run.
///
/// Everything ready runs before the recursive averages, so that those that do not need each other
/// end up side by side: a loop over four costs hardly more than a loop over one.
struct Schedule {
  enum Step {
    case node(NodeID)
    /// Averages that do not need each other.
    case averages([NodeID])
    /// A series that refers to itself, with everything on the way.
    case region([NodeID])
  }

  private(set) var steps: [Step] = []

  init(_ graph: Graph, _ fusion: Fusion, roots: [NodeID]) {
    let groups = Components(of: graph, fusion, from: roots).groups
    var groupOf: [NodeID: Int] = [:]
    for (index, group) in groups.enumerated() {
      for node in group { groupOf[node] = index }
    }
    var waitingFor = Array(repeating: 0, count: groups.count)
    var users: [[Int]] = Array(repeating: [], count: groups.count)
    for (index, group) in groups.enumerated() {
      let needed = Set(
        group.flatMap { fusion.dependencies(of: $0, in: graph) }.compactMap { groupOf[$0] })
      for other in needed where other != index {
        waitingFor[index] += 1
        users[other].append(index)
      }
    }

    var ready = ReadyGroups()
    var averages: [Int] = []
    func offer(_ index: Int) {
      let group = groups[index]
      if group.count == 1, graph[group[0]].operation.isAverage {
        averages.append(index)
      } else {
        ready.insert(index, first: group[0])
      }
    }
    func finish(_ index: Int) {
      for user in users[index] {
        waitingFor[user] -= 1
        if waitingFor[user] == 0 { offer(user) }
      }
    }

    for index in groups.indices where waitingFor[index] == 0 { offer(index) }
    while true {
      if let index = ready.popFirst() {
        let group = groups[index]
        let isCycle =
          group.count > 1
          || fusion.dependencies(of: group[0], in: graph).contains(group[0])
        steps.append(isCycle ? .region(group) : .node(group[0]))
        finish(index)
      } else if !averages.isEmpty {
        let batch = averages.sorted()
        averages = []
        steps.append(.averages(batch.map { groups[$0][0] }.sorted()))
        for index in batch { finish(index) }
      } else {
        break
      }
    }
  }

  /// Groups that could run now; the one whose first node was written first goes first.
  private struct ReadyGroups {
    private var items: [(first: NodeID, index: Int)] = []

    mutating func insert(_ index: Int, first: NodeID) {
      var at = items.count
      while at > 0, items[at - 1].first < first { at -= 1 }
      items.insert((first, index), at: at)
    }

    mutating func popFirst() -> Int? { items.popLast()?.index }
  }
}

extension Operation {
  /// Whether it is a recursive average, which the block executor runs several of side by side.
  var isAverage: Bool { opcode?.opcode == .average }
}
