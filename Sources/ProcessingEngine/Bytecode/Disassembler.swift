package import StratLanguage
import StratSyntax

/// A program as text: what it reads, what it keeps, and its instructions one a line.
///
/// Column and constant registers are shown by name and value, results as `n7` (number) and `t3`
/// (truth), slots as `s2`. Everything comes from the program and the opcode table.
package struct Disassembler {
  private let program: Program
  /// What each number or truth register stands for in the source.
  private var numberMeanings: [Int: String] = [:]
  private var truthMeanings: [Int: String] = [:]

  /// A strategy's program, and those of its feeds after it.
  ///
  /// - Parameter strategy: what the programs were lowered from; its text is quoted beside the
  ///   instructions.
  package static func text(_ series: SeriesProgram, of strategy: CheckedStrategy) -> String {
    let own = Disassembler(
      series.program, strategy.graph, strategy.namedNodes, strategy.source)
    return own.text + text(ofFeeds: zip(series.feeds, strategy.feeds), strategy.source, of: "")
  }

  private static func text(
    ofFeeds feeds: Zip2Sequence<[SeriesProgram], [CheckedFeed]>, _ source: SourceText,
    of reader: String
  ) -> String {
    var text = ""
    for (series, feed) in feeds {
      let name = reader + feed.source.label
      let own = Disassembler(series.program, feed.graph, feed.namedNodes, source)
      text += "\n## \(name)\n\n" + own.text
      text += Self.text(ofFeeds: zip(series.feeds, feed.feeds), source, of: name + ", ")
    }
    return text
  }

  private init(
    _ program: Program, _ graph: Graph, _ namedNodes: [(name: String, node: NodeID)],
    _ source: SourceText
  ) {
    self.program = program
    var names: [NodeID: String] = [:]
    for (name, node) in namedNodes where names[node] == nil { names[node] = name }
    for trace in program.trace {
      var meaning = ""
      if graph.spans.indices.contains(Int(trace.node.index)) {
        meaning = Self.oneLine(source.text(graph.spans[Int(trace.node.index)]), limit: 48)
      }
      if let name = names[trace.node] {
        meaning = meaning.isEmpty ? name : "\(name) = \(meaning)"
      }
      switch trace.type {
      case .number: numberMeanings[trace.register] = meaning
      case .boolean: truthMeanings[trace.register] = meaning
      }
    }
  }

  private var text: String {
    var lines: [String] = []
    section("columns", columnLines, &lines)
    section("constants", constantLines, &lines)
    section("state", slotLines, &lines)
    section("code", codeLines, &lines)
    section("outputs", outputLines, &lines)
    lines.append(
      "\(counted(program.instructionsPerBar, "instruction")) a bar, about \(oneDecimal(program.costPerBar)) ns"
        + "; \(counted(program.slots.count, "slot")) of "
        + "\(counted(program.initialState.count, "cell")), \(program.stateBytes) bytes of state; "
        + "\(counted(program.numberRegisterCount, "number register")), "
        + "\(counted(program.truthRegisterCount, "truth register"))")
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Sections

  private func section(_ title: String, _ rows: [[String]], _ lines: inout [String]) {
    guard !rows.isEmpty else { return }
    lines.append("\(title):")
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.unicodeScalars.count)
      }
    }
    for row in rows {
      var line = " "
      for (index, cell) in row.enumerated() {
        line += " " + cell
        if index < row.count - 1 {
          line += String(repeating: " ", count: widths[index] - cell.unicodeScalars.count)
        }
      }
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    lines.append("")
  }

  private var columnLines: [[String]] {
    program.columns.enumerated().map { index, column in
      switch column.source {
      case .frame, .clock: ["n\(index)", column.name, column.dimension.name]
      case .joined(let rule):
        ["n\(index)", column.name, column.dimension.name, "; \(rule.written)"]
      case .feed:
        ["n\(index)", column.name, column.dimension.name, "; \(numberMeanings[index] ?? "")"]
      }
    }
  }

  private var constantLines: [[String]] {
    program.numberConstants.enumerated().map {
      ["n\(program.firstConstantRegister + $0)", number($1)]
    } + program.truthConstants.enumerated().map { ["t\($0)", truth($1)] }
  }

  private var slotLines: [[String]] {
    let owners = slotOwners()
    return program.slots.enumerated().map { index, slot in
      let opcode = owners[index]
      let cells = opcode.map { InitialState.cellCount(for: $0, length: slot.length) } ?? 0
      return [
        "s\(index)", opcode.map { OpcodeTable[$0].mnemonic } ?? "",
        "length \(slot.length)", slot.alpha == 0 ? "" : "alpha \(slot.alpha)",
        "cells \(slot.offset)..<\(slot.offset + cells)",
      ]
    }
  }

  private var codeLines: [[String]] {
    var lines: [[String]] = []
    var pc = 0
    var regionEnd = 0
    while pc < program.code.count {
      let instruction = program.code[pc]
      let description = OpcodeTable[instruction.opcode]
      let indent = pc < regionEnd ? "  " : ""
      if instruction.opcode == .region {
        regionEnd = pc + 1 + Int(instruction.a)
        lines.append([
          "\(pc)", "region", "",
          "; the next \(instruction.a) words run row by row: a series in them reads its own past",
        ])
        pc += 1
        continue
      }
      var operands: [String] = []
      program.forEachOperand(at: pc) { operands.append(operand($0, $1)) }
      if let result = description.result {
        let prefix = result == .number ? "n" : "t"
        operands.insert("\(prefix)\(instruction.destination)", at: 0)
      }
      var comment = meaning(of: instruction, result: description.result)
      if instruction.aux > 0 {
        comment += " (and \(instruction.aux) more averages side by side)"
      }
      lines.append([
        "\(pc)", indent + description.mnemonic, operands.joined(separator: ", "),
        comment.isEmpty ? "" : "; \(comment)",
      ])
      pc += program.wordCount(at: pc)
    }
    return lines
  }

  private var outputLines: [[String]] {
    program.outputs.map { output in
      let name =
        if case .formula(let text) = output.role { Self.oneLine(text, limit: .max) } else {
          output.role.title
        }
      return [operand(output.type == .number ? .number : .truth, output.register), name]
    }
  }

  // MARK: Words

  private func meaning(of instruction: Instruction, result: ValueType?) -> String {
    switch result {
    case .number: numberMeanings[Int(instruction.destination)] ?? ""
    case .boolean: truthMeanings[Int(instruction.destination)] ?? ""
    case nil: OpcodeTable[instruction.opcode].summary
    }
  }

  private func operand(_ kind: OperandKind, _ value: Int) -> String {
    switch kind {
    case .number:
      if value < program.columns.count { return program.columns[value].name }
      let constant = value - program.firstConstantRegister
      return constant < program.numberConstants.count
        ? number(program.numberConstants[constant]) : "n\(value)"
    case .truth:
      return value < program.truthConstants.count
        ? truth(program.truthConstants[value]) : "t\(value)"
    case .slot: return "s\(value)"
    case .count: return "\(value)"
    }
  }

  private func slotOwners() -> [Int: Opcode] {
    var owners: [Int: Opcode] = [:]
    var pc = 0
    while pc < program.code.count {
      let opcode = program.code[pc].opcode
      if case .shared = OpcodeTable[opcode].state {
      } else {
        program.forEachOperand(at: pc) { kind, value in
          if kind == .slot { owners[value] = opcode }
        }
      }
      pc += opcode == .region ? 1 : program.wordCount(at: pc)
    }
    return owners
  }

  private static func oneLine(_ text: String, limit: Int) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= limit ? line : "\(line.prefix(limit))…"
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func number(_ value: Double) -> String {
    if value.isNaN { return "na" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func truth(_ value: UInt8) -> String { "\(Kleene(rawValue: value) ?? .na)" }

  private func oneDecimal(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
