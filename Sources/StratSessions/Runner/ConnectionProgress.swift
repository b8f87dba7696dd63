import StratMarket
import StratTrading

/// How far a runner has come with its connection.
struct ConnectionProgress: Sendable {
  var state = ConnectionState.disconnected
  /// Counts connections, so that a message of an old one is told from those of the present one.
  var generation = 0
  var lastMessage: Duration = .zero
  /// When the present connection brought its first message.
  var since: Duration?
  var firstMessage = Signal()
  /// Candles that came while what was missed is being read.
  var waiting: [(symbol: String, candle: Candle)] = []
  /// What symbols trade at, as far as the venue tells.
  var quotes: [String: Price] = [:]
  /// The venue's time when it last said it, for people.
  var venueTime: Timestamp?
  var toldOfOtherInterval: Set<String> = []
  var toldOfVenueClock = false
}

/// Why a connection is over.
enum ConnectionEnd: Sendable {
  case ended(GatewayError)
  case mute
}

/// What a runner has noticed about itself.
struct RunnerHealth: Sendable {
  /// When orders had an unclear outcome.
  var unclear: [Duration] = []
  /// Why the session was taken down since a person last resumed it.
  var degraded: Set<DegradationCause> = []
  /// The longest evaluation of each symbol, and the last.
  var evaluations: [String: EvaluationTimes] = [:]
  /// Until when requests under way are waited for.
  var stopDeadline: Duration?
}

/// How long evaluating a symbol's candles takes.
package struct EvaluationTimes: Codable, Hashable, Sendable {
  package var lastMicroseconds: Int64
  package var longestMicroseconds: Int64
}
