import StratSessions

extension SessionsError.Code {
  /// What it means that the session manager did not do what it was asked.
  var explanation: CodeExplanation {
    switch self {
    case .badRequest:
      CodeExplanation(
        "a session that cannot be started as it is asked for",
        "The message lists everything that is wrong with the request; nothing was started.")
    case .strategyInvalid:
      CodeExplanation(
        "a session whose strategy does not compile",
        "`strat check FILE` shows the same findings. Nothing was started.")
    case .brokerNotFound:
      CodeExplanation(
        "a broker that is not configured",
        "The message lists the names of those that are. Nothing was started.")
    case .prerequisiteNotMet:
      CodeExplanation(
        "a strategy that is not ready to trade live",
        """
        Every prerequisite that is not met is listed with its own code, what was found and what is \
        wanted; `strat check --live` shows the same and what to do next. Nothing was started.
        """)
    case .symbolTaken:
      CodeExplanation(
        "a symbol that another session of the account trades",
        """
        Two sessions on one symbol would undo each other's orders. Stop the other one, leave the \
        symbol out, or use another account. A session that was given up still has its symbols.
        """)
    case .symbolUnknown:
      CodeExplanation(
        "a symbol that the venue does not trade",
        "Symbols are written as the venue writes them. Nothing was started.")
    case .dataNotAvailable:
      CodeExplanation(
        "a strategy that reads what no venue brings",
        """
        A live session has the candles of its own symbols, in the interval that the strategy \
        names. Columns of files and the candles of other symbols are not there.
        """)
    case .brokerUnreachable:
      CodeExplanation(
        "a venue that could not be reached",
        "It was tried several times. Reachable means that it answers with the account's key.")
    case .sessionNotFound:
      CodeExplanation(
        "a session nobody knows", "The list of sessions has the names of all that ever were.")
    case .notRunning:
      CodeExplanation(
        "a session that is not running now",
        """
        It is being started, or it failed too often and was given up: then it is halted until it \
        is resumed with a reason. The emergency stop works all the same.
        """)
    case .sessionStopped:
      CodeExplanation(
        "a session that is over", "It can be read, and not be run again. Start another one.")
    case .reasonMissing:
      CodeExplanation(
        "a command without a reason",
        "What a person does to a session is written into its journal with the reason for it.")
    case .nothingToConfirm:
      CodeExplanation(
        "a card that does not wait",
        "The session executes at once, or the card was answered or has expired.")
    case .cannotKeep:
      CodeExplanation(
        "sessions that cannot be kept",
        """
        Their folder is that of STRAT_SESSIONS, else strat/sessions in the user's data folder. It \
        has to be writable, with room, and `sessions.db` in it a list of sessions.
        """)
    case .cannotRestore:
      CodeExplanation(
        "a session that cannot be run again",
        """
        Its folder is damaged, its strategy means something else to this version of strat, or its \
        broker is another account now. It is halted; the others run.
        """)
    case .shuttingDown:
      CodeExplanation(
        "a program that is about to end", "Try again when it runs; what was running is run again.")
    case .notFlat:
      CodeExplanation(
        "a session that could not be closed in time",
        """
        It was to be stopped without holding anything. It is halted and goes on closing what it \
        holds: stop it again later, or use the emergency stop.
        """)
    }
  }
}
