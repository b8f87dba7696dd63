import StratLanguage
import StratMarket
import StratSyntax

/// Reading candles and strategies.
extension Interpreter {
  package func load(_ path: String) -> Reply {
    guard !path.isEmpty else {
      return failure(.missingArgument, "`:load` wants a file", help: "write `:load candles.csv`")
    }
    return path.hasSuffix(".strat") ? loadStrategy(path) : loadCandles(path)
  }

  func data(_ path: String) -> Reply {
    guard !path.isEmpty else {
      return failure(.missingArgument, "`:data` wants a file", help: "write `:data candles.csv`")
    }
    return loadCandles(path)
  }

  private func loadCandles(_ path: String) -> Reply {
    do {
      let file = try CandleReader.read(path: path)
      use(file.frame)
      var text = TimeText.heading(file.frame, rows: 0..<file.frame.rowCount) + "\n"
      text += file.frame.columnNames.joined(separator: " ") + "\n"
      text += file.remarks(path: path).map { $0 + "\n" }.joined()
      return Reply(text: text)
    } catch {
      return failure(error)
    }
  }

  func loadOther(_ path: String) -> Reply {
    guard !path.isEmpty else {
      return failure(.missingArgument, "`:with` wants a file", help: "write `:with candles.csv`")
    }
    do {
      let file = try CandleReader.read(path: path)
      add(file.frame)
      return Reply(
        text: TimeText.heading(file.frame, rows: 0..<file.frame.rowCount) + "\n"
          + file.remarks(path: path).map { $0 + "\n" }.joined())
    } catch {
      return failure(error)
    }
  }

  /// Takes in the declarations of a strategy and shows what its rules say.
  private func loadStrategy(_ path: String) -> Reply {
    let source: SourceText
    do {
      source = SourceText(
        name: path, bytes: try TextFile.read(path, limit: SourceText.sizeLimit))
    } catch {
      return failure(error)
    }
    let tree = parseStrategy(source).tree
    let names = Set(tree.statements.filter(\.isParameter).compactMap(\.declaredName?.text))
    let overrides = declarations.overrides.filter { names.contains($0.key) }
    let checked = compile(source, overrides: overrides)
    guard checked.strategy != nil else { return refusal(checked.diagnostics, source) }
    var text = ""
    for statement in tree.statements where statement.declaredName != nil {
      let reply = declare(statement, source)
      text += reply.text
      if reply.isError { return Reply(text: text, isError: true) }
    }
    rules.replaceAll(with: tree)
    guard let frame else { return Reply(text: text) }
    if let milliseconds = checked.strategy?.intervalMilliseconds, let found = frame.interval,
      found.milliseconds != milliseconds
    {
      text += "note: written for \(Interval.fixed(milliseconds: milliseconds)), "
      text += "the candles are \(found)\n"
    }
    let reply = evaluate(checked, source)
    return Reply(text: text + reply.text, isError: reply.isError)
  }
}
