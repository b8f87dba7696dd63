import ArgumentParser
import Dispatch
import StratLanguage
import StratMarket
import StratStore
import StratTrading

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the program starts and ends: every outcome becomes words and an exit status here.
@main
enum Main {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    // `strat help rsi` asks for a function; help on commands is the parser's.
    if arguments.count == 2, arguments[0] == "help", FunctionCatalogue.contains(arguments[1]) {
      arguments[0] = "functions"
    }
    do {
      var command = try Strat.parseAsRoot(arguments)
      if command is any AsyncParsableCommand {
        runToEnd(arguments)
      } else {
        try command.run()
      }
      exit(ExitStatus.success.rawValue)
    } catch {
      exit(report(error).rawValue)
    }
  }

  /// Runs what waits for other things; other commands need no threads, and start sooner without.
  ///
  /// The command is made once more where it runs, since it must not be shared.
  private static func runToEnd(_ arguments: [String]) -> Never {
    Task {
      do {
        guard var command = try Strat.parseAsRoot(arguments) as? any AsyncParsableCommand else {
          throw ExitStatus.usage
        }
        try await command.run()
        exit(ExitStatus.success.rawValue)
      } catch {
        exit(report(error).rawValue)
      }
    }
    dispatchMain()
  }

  /// Says what went wrong, or what was asked for: help is an error to the parser.
  private static func report(_ error: any Error) -> ExitStatus {
    switch error {
    case let status as ExitStatus: return status
    case let error as CommandError:
      StandardError.print(error.description)
      return error.status
    case let error as MarketDataError:
      StandardError.print(error.description)
      return .failure
    case let error as SessionError:
      StandardError.print(error.description)
      return .failure
    case let error as JournalError:
      StandardError.print(error.description)
      return .failure
    case let error as EvidenceError:
      StandardError.print(error.description)
      return .failure
    default: break
    }
    if Strat.exitCode(for: error) == .success {
      do {
        try StandardOutput.print(Strat.fullMessage(for: error) + "\n")
        return .success
      } catch {
        StandardError.print(error.description)
        return error.status
      }
    }
    // The parser wraps what `validate` throws; its message is then the whole of ours.
    let message = Strat.message(for: error)
    if message.hasPrefix("error[") {
      StandardError.print(message)
      return .usage
    }
    StandardError.print(
      CommandError(
        .usage, message,
        help: "`strat --help` lists the commands, `strat eval --help` "
          + "the options of one"
      ).description)
    return .usage
  }
}
