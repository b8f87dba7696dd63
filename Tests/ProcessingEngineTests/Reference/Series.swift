import StratLanguage
import StratMarket

/// The values of a node or column in literal form: what tests feed in and expect.
enum Series: Equatable, CustomStringConvertible {
  case numbers([Double])
  case truths([Kleene])

  /// One letter a row: `T`, `F`, and anything else for `na`.
  static func truths(_ letters: String) -> Series {
    .truths(
      letters.map { letter in
        switch letter {
        case "T": .true
        case "F": .false
        default: .na
        }
      })
  }

  var rowCount: Int {
    switch self {
    case .numbers(let values): values.count
    case .truths(let values): values.count
    }
  }

  /// Numbers on bits, with any NaN equal to any other.
  static func == (left: Series, right: Series) -> Bool {
    switch (left, right) {
    case (.numbers(let a), .numbers(let b)): a.count == b.count && zip(a, b).allSatisfy(sameBits)
    case (.truths(let a), .truths(let b)): a == b
    case (.numbers, .truths), (.truths, .numbers): false
    }
  }

  var description: String {
    switch self {
    case .numbers(let values):
      "[" + values.map { $0.isNaN ? "na" : "\($0)" }.joined(separator: ", ") + "]"
    case .truths(let values):
      String(
        values.map { truth in
          switch truth {
          case .true: "T"
          case .false: "F"
          case .na: "?"
          }
        })
    }
  }
}

extension Frame {
  /// A frame of literal columns, an hour apart.
  static func literal(_ columns: KeyValuePairs<String, [Double]>) -> Frame {
    let rows = columns.first?.value.count ?? 0
    return Frame(
      symbol: "LITERAL", times: (0..<rows).map { Int64($0) * 3_600_000 },
      columnNames: columns.map(\.key), columns: columns.map(\.value))
  }
}

extension ReferenceEvaluator {
  func series(_ id: NodeID, _ type: ValueType) -> Series {
    switch type {
    case .number: .numbers(numbers(id))
    case .boolean: .truths(truths(id))
    }
  }

  /// What one operation makes of literal inputs.
  static func apply(
    _ operation: Operation, to inputs: [Series], parameter: Int = 0
  ) -> Series {
    let names = inputs.indices.map { "input\($0)" }
    var builder = GraphBuilder(columns: names)
    var columns: [[Double]] = []
    var operands: [NodeID] = []
    for (index, input) in inputs.enumerated() {
      let column = builder.column(index)
      switch input {
      case .numbers(let values):
        columns.append(values)
        operands.append(column)
      case .truths(let values):
        columns.append(values.map { $0 == .na ? .nan : $0 == .true ? 1 : 0 })
        operands.append(builder.add(.greater, column, builder.number(0)))
      }
    }
    let result = builder.add(operation, operands: operands, parameter: parameter)
    let times = (0..<(inputs.first?.rowCount ?? 0)).map(Int64.init)
    let frame = Frame(symbol: "LITERAL", times: times, columnNames: names, columns: columns)
    return ReferenceEvaluator(graph: builder.graph, frame: frame)
      .series(result, operation.resultType)
  }
}
