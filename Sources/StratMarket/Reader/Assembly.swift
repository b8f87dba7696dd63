/// The columns of a file as they grow, block after block.
struct Assembly: Sendable {
  let layout: FileLayout
  let options: CandleReader.Options
  private let byteCount: Int?
  var times: [Int64] = []
  var columns: [[Double]]
  var lines = LineMap()
  var symbols = SymbolTally()
  var repairs: [Repair] = []
  var warnings: [CandleWarning] = []
  var isCutShort = false
  private(set) var failure: MarketDataError?

  private var nextTicket = 0
  private var nextLine: Int
  /// Blocks that came before their turn.
  private var waiting: [Int: ParsedBlock] = [:]
  /// Blocks whose memory can be used again.
  private var spare: [ParsedBlock] = []

  init(layout: FileLayout, byteCount: Int?, options: CandleReader.Options) {
    self.layout = layout
    self.options = options
    self.byteCount = byteCount
    columns = [[Double]](repeating: [], count: layout.columnNames.count)
    nextLine = layout.firstRowLine
  }

  /// Takes a parsed block, leaving one to be filled; returns how many blocks were joined, and
  /// whether no more are needed.
  mutating func hand(in block: inout ParsedBlock) -> (joined: Int, isFull: Bool) {
    guard block.ticket == nextTicket else {
      let ticket = block.ticket
      var other = spare.popLast() ?? ParsedBlock()
      swap(&block, &other)
      waiting[ticket] = other
      return (0, isFull)
    }
    join(block)
    var joined = 1
    while let next = waiting.removeValue(forKey: nextTicket) {
      join(next)
      spare.append(next)
      joined += 1
    }
    return (joined, isFull)
  }

  private var isFull: Bool { failure != nil || isCutShort }

  private mutating func join(_ block: ParsedBlock) {
    nextTicket += 1
    guard !isFull else { return }
    var rows = block.rows
    if let most = options.maxRows, times.count + rows > most {
      rows = most - times.count
      isCutShort = true
    }
    if times.isEmpty, rows > 0 { reserve(basedOn: block) }
    // Lines are counted from `firstLine` within the first block, and from 1 within the others.
    let shift = nextLine - block.firstLine
    lines.append(block, firstRow: times.count, firstLine: nextLine)
    times.append(contentsOf: block.times[0..<rows])
    for column in columns.indices {
      let start = column * block.capacity
      columns[column].append(contentsOf: block.values[start..<start + rows])
    }
    nextLine += block.lineCount
    symbols.merge(block.symbols)
    for var repair in block.repairs {
      repair.line = repair.line.map { $0 + shift }
      if let index = repairs.firstIndex(where: { $0.kind == repair.kind }) {
        repairs[index].count += repair.count
      } else {
        repairs.append(repair)
      }
    }
    for var warning in block.warnings {
      warning.line = warning.line.map { $0 + shift }
      if let index = warnings.firstIndex(where: { $0.kind == warning.kind }) {
        warnings[index].count += warning.count
      } else {
        warnings.append(warning)
      }
    }
    if !isCutShort, var error = block.failure {
      error.line = error.line.map { $0 + shift }
      failure = error
    }
  }

  /// Makes room for all rows at once, as many as the first block lets expect and a little more:
  /// growing by doubling would hold a column twice while it moves.
  private mutating func reserve(basedOn block: ParsedBlock) {
    guard let byteCount, block.rows > 0 else { return }
    let bytesPerRow = max(2, (block.end - block.start) / block.rows)
    var rows = byteCount / bytesPerRow
    rows += rows / 32 + 64
    if let most = options.maxRows { rows = min(rows, most) }
    times.reserveLargePages(rows)
    for column in columns.indices { columns[column].reserveLargePages(rows) }
  }
}
