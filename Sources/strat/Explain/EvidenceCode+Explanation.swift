import StratStore

extension EvidenceError.Code {
  /// What the code of an error of the store of evidence means.
  var explanation: CodeExplanation {
    switch self {
    case .cannotOpen:
      CodeExplanation(
        "a store of evidence that cannot be opened",
        """
        Runs are filed in the file of --db, else of STRAT_DB, else in strat/strat.db in the user's \
        data folder. Name one that may be written, or leave it: `strat backtest --no-file`.
        """)
    case .notAStore:
      CodeExplanation(
        "a file that is not a store of evidence",
        "It is something else and was left as it is. Name another file with --db or STRAT_DB.")
    case .newerStore:
      CodeExplanation(
        "a store that a newer strat has written",
        "This version does not know its tables. Use the newer one, or another file with --db.")
    case .cannotFile:
      CodeExplanation(
        "a result that could not be filed",
        """
        The disk may be full or the file not writable. Nothing of it was filed; what was filed \
        before is unharmed. The result itself was shown.
        """)
    case .damaged:
      CodeExplanation(
        "a store that is damaged",
        """
        Its pages or the inputs of a run are not as they were written. What can be read of it, \
        `sqlite3 FILE .recover` reads.
        """)
    case .busy:
      CodeExplanation(
        "a store that others keep writing",
        "Each filing takes milliseconds; one that waits ten seconds waits for a process that hangs."
      )
    case .unknownRun:
      CodeExplanation("a run that is not on file", "`strat runs` lists those that are.")
    case .ambiguousRun:
      CodeExplanation(
        "the beginning of more than one id", "Write more of it: `strat runs` shows ten digits.")
    case .notReproduced:
      CodeExplanation(
        "a session whose strategy means something else now",
        """
        This version of strat gives the text in the journal another meaning than the version that \
        wrote it, so it is no evidence for this one.
        """)
    }
  }
}

extension Prerequisite.Code {
  /// What a prerequisite that is not met means.
  var explanation: CodeExplanation {
    switch self {
    case .noBacktest:
      CodeExplanation(
        "no backtest on file", "`strat backtest` files one; `strat check --live` counts the latest."
      )
    case .sharpeTooLow:
      CodeExplanation(
        "a Sharpe ratio that is too low",
        """
        The latest backtest of this meaning has to be above the threshold, 1.0 unless --sharpe \
        says otherwise. Without two days of different returns there is no ratio.
        """)
    case .backtestOfOtherMeaning:
      CodeExplanation(
        "a backtest of another meaning",
        """
        Rules, parameters or risk settings were changed since. The lines that did it are named; \
        layout, comments, names and tests do not count. Test what is there now.
        """)
    case .noPaperSession:
      CodeExplanation(
        "no paper session on file", "`strat paper` files one; `strat runs file JOURNAL` an old one."
      )
    case .tooFewPaperDays:
      CodeExplanation(
        "too few days on paper",
        "The longest session of this meaning has bars on fewer calendar days (UTC) than it takes.")
    case .paperOfOtherMeaning:
      CodeExplanation(
        "a paper session of another meaning",
        "Rules, parameters or risk settings were changed since. The lines that did it are named.")
    case .noParity:
      CodeExplanation(
        "a session that a backtest does not repeat",
        """
        The candles of every paper session are run again as a backtest, and all decisions have to \
        be the same. `strat runs show ID` names the first that is not.
        """)
    case .riskNotConfigured:
      CodeExplanation(
        "risk settings that are missing",
        "Trading live takes a number of positions, the size of one and the loss of a day.",
        wrong: "risk { max_positions 3 }",
        right: "risk { max_positions 3 max_position_size 10% max_daily_loss 2% }")
    case .noBroker:
      CodeExplanation("no broker", "`--broker NAME` says where orders are to go.")
    case .unknownBroker:
      CodeExplanation("a broker that strat does not know", "The message lists those that it does.")
    case .brokerCannot:
      CodeExplanation(
        "a broker that cannot do what the strategy needs",
        "Short positions, resting stops and targets, or fractions: choose another, or do without.")
    case .otherEngine:
      CodeExplanation(
        "evidence that another version of strat made",
        "Run the backtest again; a session is filed again with `strat runs file JOURNAL`.")
    case .limitNeverFired:
      CodeExplanation(
        "a limit that has never fired",
        """
        In the latest backtest of this meaning nothing ever came up to the limit, so nothing shows \
        that it protects from anything. It may be what you want: a limit for what has not happened \
        yet. Else make it tighter, or test on candles of a worse time; trading live is not stopped \
        by it. margin_ratio_threshold and health_factor_threshold need a venue to fire.
        """)
    }
  }
}
