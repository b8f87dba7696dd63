import ArgumentParser
import StratMarket
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
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let status = await run(arguments)
    exit(status.rawValue)
  }

  private static func run(_ arguments: [String]) async -> ExitStatus {
    do {
      var command = try Strat.parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .success
    } catch {
      return report(error)
    }
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
