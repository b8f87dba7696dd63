import Crypto
import StratSyntax

/// The name of a meaning: equal for two texts that compute the same, different otherwise.
///
/// Every node gets a digest of its operation, its constants and its operands' digests, so the
/// order of declarations, their names, comments and layout leave no trace. The two sides of a
/// commutative operation are sorted. A self-referring series is digested with its past replaced
/// by how many such series enclose it.
enum SemanticHash {
  typealias Digest = [UInt8]

  static func of(
    _ graph: Graph, outputs: [StrategyOutput], feeds: [CheckedFeed], zone: String?,
    hours: TradingHours?, sizeUnit: SizeUnit?, risk: RiskRules, intervalMilliseconds: Int64?
  ) -> String {
    let clock = Clock(zone: zone ?? ZoneName.standard, hours: hours)
    let digests = nodeDigests(graph, feeds, clock)
    var bytes = CanonicalBytes()
    // Changing what enters below, or the meaning of an operation, needs a new version here.
    bytes.add("strat meaning 1")
    bytes.add(intervalMilliseconds)
    bytes.add(sizeUnit?.rawValue ?? "")
    bytes.add(risk.maxPositions.map { Int64($0) })
    for fraction in [risk.maxPositionSize, risk.maxDailyLoss, risk.maxDrawdown] {
      bytes.add(fraction?.bitPattern)
    }
    // The settings that came later leave no trace where they are not made.
    for name in risk.made where !placedSettings.contains(name) {
      bytes.add("risk " + name.rawValue)
      bytes.add(risk[name]?.bitPattern)
    }
    // Without hours the bytes are those of the time before there were any.
    if let hours { bytes.add("hours " + hours.written) }
    for output in outputs {
      bytes.add(output.role.title)
      bytes.add(digests[Int(output.node.index)])
    }
    return bytes.digest().hexadecimal
  }

  /// The settings that have their own place in the bytes, set or not.
  private static let placedSettings: Set<RiskSettingName> = [
    .maxPositions, .maxPositionSize, .maxDailyLoss, .maxDrawdown,
  ]

  /// What the times of the bars are read off.
  private struct Clock {
    var zone: String
    var hours: TradingHours?
  }

  private static func nodeDigests(
    _ graph: Graph, _ feeds: [CheckedFeed], _ clock: Clock
  ) -> [Digest] {
    let columns = columnDigests(graph, feeds, clock)
    let depths = recurrenceDepths(graph)
    var roots: [Int32: Int] = [:]
    for (index, root) in graph.recurrenceRoots.enumerated() { roots[root.index] = index }
    var digests: [Digest] = []
    digests.reserveCapacity(graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      var digest = digest(node, columns, digests, depths)
      if roots[Int32(index)] != nil {
        // Closes the series: a past value inside refers to the nearest such bracket of its depth.
        var bytes = CanonicalBytes()
        bytes.add("series")
        bytes.add(digest)
        digest = bytes.digest()
      }
      digests.append(digest)
    }
    return digests
  }

  private static func digest(
    _ node: Node, _ columns: [Digest], _ digests: [Digest], _ depths: [Int]
  ) -> Digest {
    var bytes = CanonicalBytes()
    bytes.add("\(node.operation)")
    switch node.operation {
    case .column: bytes.add(columns[Int(node.parameter)])
    default: bytes.add(Int64(node.parameter))
    }
    bytes.add(node.constantBits)
    if node.recurrence >= 0 { bytes.add(Int64(depths[Int(node.recurrence)])) }
    var operands = node.operands.map { digests[Int($0.index)] }
    if node.operation.isCommutative {
      operands.sort { $0.lexicographicallyPrecedes($1) }
    }
    for operand in operands { bytes.add(operand) }
    return bytes.digest()
  }

  /// What each column is: its name, or what it is made of.
  private static func columnDigests(
    _ graph: Graph, _ feeds: [CheckedFeed], _ clock: Clock
  ) -> [Digest] {
    let fed = feeds.map { nodeDigests($0.graph, $0.feeds, clock) }
    return graph.columns.map { column in
      var bytes = CanonicalBytes()
      switch column.source {
      // The bytes of the name by themselves, as they have always been.
      case .frame: return Array(column.name.utf8)
      case .joined(let rule):
        bytes.add("joined")
        bytes.add(column.name)
        bytes.add(rule.ageMilliseconds)
        bytes.add(rule.lateMilliseconds)
      case .clock(let field):
        bytes.add("clock")
        bytes.add(field.rawValue)
        bytes.add(clock.zone)
        if field.isOfSession { bytes.add(clock.hours?.written ?? "") }
      case .feed(let index, let output):
        let feed = feeds[index]
        bytes.add("feed")
        bytes.add(feed.source.symbol.map { Array($0.utf8) } ?? [])
        bytes.add(feed.source.intervalMilliseconds)
        // A symbol's own bars have no need of a zone.
        bytes.add(feed.source.intervalMilliseconds == nil ? "" : clock.zone)
        bytes.add(fed[index][Int(feed.outputs[output].node.index)])
      }
      return bytes.digest()
    }
  }

  /// How deep each series stands inside others: 1 when its body reads no other's past.
  private static func recurrenceDepths(_ graph: Graph) -> [Int] {
    var closing: [Int32: [Int32]] = [:]
    for (index, root) in graph.recurrenceRoots.enumerated() {
      closing[root.index, default: []].append(Int32(index))
    }
    // Which series' past each node reads, without those that are complete in it.
    var open: [Set<Int32>] = []
    var openAtRoot = [Set<Int32>](repeating: [], count: graph.recurrenceRoots.count)
    for (index, node) in graph.nodes.enumerated() {
      var set: Set<Int32> = node.recurrence >= 0 ? [node.recurrence] : []
      for operand in node.operands { set.formUnion(open[Int(operand.index)]) }
      for series in closing[Int32(index)] ?? [] {
        set.remove(series)
        openAtRoot[Int(series)] = set
      }
      open.append(set)
    }
    // A series inside another is complete before it, so outer ones have the later roots.
    var depths = [Int](repeating: 1, count: graph.recurrenceRoots.count)
    let order = depths.indices.sorted { graph.recurrenceRoots[$0] > graph.recurrenceRoots[$1] }
    for index in order {
      for outer in openAtRoot[index] { depths[index] = max(depths[index], depths[Int(outer)] + 1) }
    }
    return depths
  }
}

/// Bytes to hash, each part with its length so that no two sequences of parts look alike.
private struct CanonicalBytes {
  private var bytes: [UInt8] = []

  mutating func add(_ part: [UInt8]) {
    add(UInt64(part.count))
    bytes.append(contentsOf: part)
  }

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  mutating func add(_ value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  mutating func add(_ value: Int64) { add(UInt64(bitPattern: value)) }

  mutating func add(_ value: Int64?) {
    add(UInt64(value == nil ? 0 : 1))
    add(value ?? 0)
  }

  mutating func add(_ value: UInt64?) {
    add(UInt64(value == nil ? 0 : 1))
    add(value ?? 0)
  }

  func digest() -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}

extension [UInt8] {
  fileprivate var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
