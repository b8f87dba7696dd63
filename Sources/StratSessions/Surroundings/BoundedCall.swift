import Synchronization

/// Asks something and takes another answer when it is not there in time.
///
/// The call is cancelled then, but not waited for: a client that hangs holds nobody up.
func bounded<Answer: Sendable>(
  _ milliseconds: Int64, _ clock: any TradingClock, late: Answer,
  _ call: @escaping @Sendable () async -> Answer
) async -> Answer {
  let answer = FirstAnswer<Answer>()
  let work = Task { answer.give(await call()) }
  let timer = Task {
    do { try await clock.sleep(milliseconds: milliseconds) } catch { return }
    answer.give(late)
  }
  defer {
    work.cancel()
    timer.cancel()
  }
  return await withTaskCancellationHandler {
    await answer.value
  } onCancel: {
    answer.give(late)
  }
}

/// The first of several answers; those after it are dropped.
private final class FirstAnswer<Answer: Sendable>: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Answer, Never>)
    case given(Answer)
    case taken
  }

  private let state = Mutex(State.open)

  func give(_ answer: Answer) {
    let waiting: CheckedContinuation<Answer, Never>? = state.withLock { state in
      switch state {
      case .open:
        state = .given(answer)
        return nil
      case .awaited(let continuation):
        state = .taken
        return continuation
      case .given, .taken: return nil
      }
    }
    waiting?.resume(returning: answer)
  }

  /// Awaited once.
  var value: Answer {
    get async {
      await withCheckedContinuation { continuation in
        let ready: Answer? = state.withLock { state in
          guard case .given(let answer) = state else {
            state = .awaited(continuation)
            return nil
          }
          state = .taken
          return answer
        }
        if let ready { continuation.resume(returning: ready) }
      }
    }
  }
}
