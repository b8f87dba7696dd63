import StratTrading

extension GateReason.Code {
  /// What the reason of a blocked entry means.
  var explanation: CodeExplanation {
    switch self {
    case .halted:
      CodeExplanation(
        "trading is halted", "After an emergency stop nothing is sent until trading is resumed.")
    case .reducing:
      CodeExplanation(
        "only exits are allowed now",
        "A pause or the daily loss limit leaves positions to be closed and opens no new ones.")
    case .entryPending:
      CodeExplanation(
        "an entry is under way already", "The next one waits until the venue has answered.")
    case .exitPending:
      CodeExplanation(
        "an exit is under way", "A new entry waits until the position is known to be closed.")
    case .outsideHours:
      CodeExplanation(
        "outside the hours of trading",
        "The bar was over when the market is closed: `hours` say when positions may be opened.")
    case .cardWaiting:
      CodeExplanation(
        "a signal of this symbol waits for your word already",
        """
        The session asks before it sends, and there is one card for a symbol at a time: a second \
        signal makes no second one. Confirm or reject the card; nobody's word lets it expire, and \
        the next signal is asked for again.
        """)
    case .holiday:
      CodeExplanation(
        "the market is closed on that day",
        """
        The calendar of the session lists the day: closed, or open for a part of it that the order \
        would have missed. Positions can still be given up. If the calendar is wrong, mend its file \
        and start the session again.
        """)
    case .staleData:
      CodeExplanation(
        "the bar came too late",
        """
        It was over longer ago than the session allows when it was received, so that its price may \
        not be the price of now: nothing is opened on it, exits go on. Look after the feed and the \
        computer's clock; a bar of now is traded again.
        """)
    case .rollingLossReached:
      CodeExplanation(
        "the loss limit of 24 hours is reached",
        """
        max_loss_24h of the risk block: equity, with what is open, fell by that much from its \
        highest of the last 24 hours. No midnight resets it. Entries wait until 24 hours after the \
        limit was reached, or until you resume with a reason; exits, stops and targets go on.
        """,
        right: "risk { max_loss_24h 8% }")
    case .lossStreakReached:
      CodeExplanation(
        "as many trades in a row have lost as may",
        """
        max_loss_streak of the risk block. The market may not be what the rules were made for: look \
        at the trades, then resume with a reason; counting begins again. Exits go on meanwhile.
        """,
        right: "risk { max_loss_streak 5 }")
    case .marginRatioReached:
      CodeExplanation(
        "the margin ratio is too high",
        """
        margin_ratio_threshold of the risk block: so much of its margin the account uses, and at \
        100% the venue closes it out. Give up exposure or add money; entries go on by themselves \
        once the ratio is below the threshold. Resuming does not lift it.
        """,
        right: "risk { margin_ratio_threshold 80% }")
    case .healthFactorReached:
      CodeExplanation(
        "the health factor is too low",
        """
        health_factor_threshold of the risk block: the security of the loan is worth so little beside \
        it, and at 1 it is sold. Pay back or add security; entries go on by themselves once the \
        factor is above the threshold. Resuming does not lift it.
        """,
        right: "risk { health_factor_threshold 1.5 }")
    case .tooManyOrders:
      CodeExplanation(
        "too many orders within a minute",
        """
        max_orders_per_minute of the risk block counts orders that open, of all symbols together. A \
        strategy that enters that often by itself may need a rule that is true for one bar only; \
        orders that reduce are never counted.
        """,
        right: "risk { max_orders_per_minute 6 }")
    case .orderTooLarge:
      CodeExplanation(
        "the order is worth more than one may be",
        """
        max_order_notional of the risk block. It is refused, not cut down: a size that large is more \
        likely a mistake than a wish. max_position_size is the limit that cuts down.
        """,
        right: "risk { max_order_notional 20000 }")
    case .accountExposureReached:
      CodeExplanation(
        "the sessions of the account would hold too much together",
        """
        max_account_exposure of the risk block: what this session and the others of the account \
        hold, with this entry, as a share of their equity. It passes again when one of them gives \
        something up.
        """,
        right: "risk { max_account_exposure 150% }")
    case .cardExpired:
      CodeExplanation(
        "nobody confirmed the card in time",
        """
        A card may be confirmed for a while only, because the signal is of its bar: nothing was \
        sent. The next signal is asked for again; the session's settings say how long a card lives.
        """)
    case .priceDrifted:
      CodeExplanation(
        "the price has gone too far since the card was made",
        """
        What was confirmed is no longer what there is to be had, so nothing was sent. Wait for the \
        next signal; the session's settings say how far the price may go.
        """)
    case .noLongerWanted:
      CodeExplanation(
        "the rules no longer want what the card is for",
        """
        Its exit rule or the other side's entry became true, the bar it would have waited in is \
        over, or the position it was about is gone: the detail says which. Nothing was sent, and \
        there is nothing to do.
        """)
    case .rejectedByUser:
      CodeExplanation(
        "the card was rejected",
        "You said no, with the reason that is beside it. The next signal is asked for again.")
    case .ruleNotAvailable:
      CodeExplanation(
        "the rule is na", "Part of the rule has no value on this bar: `strat why` shows which.")
    case .rulesContradict:
      CodeExplanation(
        "two rules contradict each other",
        "An entry and an exit, or both sides, are true together: nothing is opened then.")
    case .priceNotAvailable:
      CodeExplanation("the bar has no price", "Without a close nothing can be sized or filled.")
    case .warmingUp:
      CodeExplanation(
        "not enough history yet",
        "The formulas need more bars before their values are settled; `strat check` says how many.")
    case .dailyLossReached:
      CodeExplanation(
        "the daily loss limit is reached",
        "max_daily_loss of the risk block: no entries until tomorrow.")
    case .drawdownReached:
      CodeExplanation(
        "the drawdown limit is reached", "max_drawdown of the risk block: the equity fell too far.")
    case .maxPositionsOpen:
      CodeExplanation(
        "as many positions are open as may be", "max_positions of the risk block.")
    case .sizeNotAvailable:
      CodeExplanation("the size is na", "The size formula has no value on this bar.")
    case .sizeNotPositive:
      CodeExplanation("the size is not positive", "Nothing can be bought with a size of 0 or less.")
    case .sizeRoundsToZero:
      CodeExplanation(
        "the size rounds to nothing", "It is less than one lot of the instrument.")
    case .belowMinimumNotional:
      CodeExplanation(
        "the order is too small for the venue", "It refuses orders worth less than its minimum.")
    case .notEnoughCash:
      CodeExplanation("not enough cash", "The position with its fees costs more than there is.")
    case .amountTooLarge:
      CodeExplanation(
        "an amount too large to be exact", "Money is counted exactly up to a limit; this is beyond."
      )
    case .stopNotAvailable:
      CodeExplanation(
        "the stop is na", "No position is opened whose stop has no value on this bar.")
    case .targetNotAvailable:
      CodeExplanation(
        "the target is na", "No position is opened whose target has no value on this bar.")
    case .entryPriceNotAvailable:
      CodeExplanation(
        "the entry has no price to wait for",
        "The formula behind `at limit` or `at stop` has no value above zero on this bar.")
    case .sideNotAllowed:
      CodeExplanation("the venue does not allow this side", "A spot market has no short side.")
    case .stopNotProtective:
      CodeExplanation(
        "the stop is on the wrong side of the price", "It would be hit at once.")
    case .targetNotBeyondPrice:
      CodeExplanation(
        "the target is on the wrong side of the price", "It would be reached at once.")
    }
  }
}

extension Note.Code {
  /// What a note in a journal means.
  var explanation: CodeExplanation {
    switch self {
    case .unknownSymbol:
      CodeExplanation("news of a symbol that is not traded", "It was left aside.")
    case .barOutOfOrder:
      CodeExplanation("a bar that is not after the one before", "It was left aside.")
    case .unknownOrder:
      CodeExplanation("news of an order this session did not send", "It was left aside.")
    case .orderEventIgnored:
      CodeExplanation("news of an order that cannot follow what is known", "It was left aside.")
    case .duplicateFill:
      CodeExplanation("a fill that was told twice", "It was counted once.")
    case .unexplainedFill:
      CodeExplanation(
        "a fill no order explains", "Compare the positions with those the venue shows.")
    case .fillAfterEnd:
      CodeExplanation("a fill of an order that had ended", "It was counted: fills are facts.")
    case .openedAgainstPosition:
      CodeExplanation(
        "a fill that opened against a position", "Compare the positions with those the venue shows."
      )
    case .orderRejected:
      CodeExplanation("the venue refused an order", "The note has its words.")
    case .orderLost:
      CodeExplanation("an order the venue does not know", "It counts as never sent.")
    case .amountTooLarge:
      CodeExplanation(
        "an amount too large to be exact", "Money is counted exactly up to a limit; this is beyond."
      )
    case .cashBelowZero:
      CodeExplanation("more was spent than there was", "Fees or a gap cost more than was planned.")
    case .fillRecovered:
      CodeExplanation(
        "a fill of an own order that was not on record",
        "The journal could not be written when the order was sent; the fill counts.")
    case .holdingAdopted:
      CodeExplanation(
        "a holding was taken over from the venue",
        "The start policy or a person wanted it so; equity did not change by it.")
    case .foreignOrder:
      CodeExplanation(
        "somebody else's order on a symbol of the session",
        "It was left alone, and nothing is opened until a person has looked and resumes.")
    case .strayOrder:
      CodeExplanation(
        "an own order at the venue that nobody wants", "It was taken back.")
    case .holdingDiffers:
      CodeExplanation(
        "the venue holds something else than the fills add up to",
        "Nothing is opened until a person has looked: resume, or resume and adopt what is there.")
    case .unknownCard:
      CodeExplanation(
        "a word about a card that there is not",
        "Nothing was done. Look at the cards of the session: each is named by its order's id.")
    case .cardEndedBefore:
      CodeExplanation(
        "a second word about a card",
        """
        It was confirmed, rejected, voided or expired before, and the journal says which. A second \
        word changes nothing, so that a confirmation that was sent twice is one order.
        """)
    }
  }
}

extension SessionError.Code {
  /// What an error of a session means.
  var explanation: CodeExplanation {
    switch self {
    case .badConfiguration:
      CodeExplanation(
        "a configuration that cannot be traded with", "The message lists everything that is wrong.")
    case .otherConfiguration:
      CodeExplanation(
        "the journal is of another configuration",
        "A session goes on only as it began: use another journal for other settings.")
    case .diverged:
      CodeExplanation(
        "running it again gives something else than the journal says",
        "The journal, the candles or the program changed since: go on with what wrote it.")
    case .unreadable:
      CodeExplanation(
        "a journal that holds what no session writes", "It was damaged, or is of another program.")
    case .candleOutOfOrder:
      CodeExplanation("a candle that is not after the one before", "Put the candles in order.")
    case .unknownSymbol:
      CodeExplanation("a candle of a symbol that is not traded", "Name its file when it starts.")
    case .journalFailed:
      CodeExplanation(
        "the journal could not be written", "Nothing is sent any more; make room and go on.")
    case .stopped:
      CodeExplanation("the session failed before", "Resume it from its journal.")
    }
  }
}

extension JournalError.Code {
  /// What an error of a journal means.
  var explanation: CodeExplanation {
    switch self {
    case .cannotOpen:
      CodeExplanation("a journal that cannot be opened", "Check its path and permissions.")
    case .cannotWrite:
      CodeExplanation("a journal that cannot be written", "The disk may be full.")
    case .brokenChain:
      CodeExplanation(
        "a journal that was changed",
        "Every record carries the hash of the one before; here they no longer agree.")
    case .notAJournal:
      CodeExplanation("a file that is no journal", "Choose a file that strat wrote, or a new name.")
    case .otherSession:
      CodeExplanation("a journal of another session", "Each session has a journal of its own.")
    case .newerVersion:
      CodeExplanation("a journal of a newer version", "Read it with the version that wrote it.")
    }
  }
}
