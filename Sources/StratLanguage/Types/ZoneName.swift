import Foundation
import StratSyntax

/// The names of time zones, as in the IANA database.
enum ZoneName {
  /// The zone of a strategy that names none.
  static let standard = "UTC"

  private static let forStandard: Set<String> = ["UTC", "Etc/UTC", "GMT", "Etc/GMT"]

  /// The name by which a zone is known; `nil` when there is none of that name.
  ///
  /// Offsets such as `GMT+5` are no zones: they know no summer time, and their sign is read in two
  /// ways.
  static func canonical(_ name: String) -> String? {
    if forStandard.contains(name) { return standard }
    guard name.contains("/"), !name.hasPrefix("Etc/"), TimeZone(identifier: name) != nil else {
      return nil
    }
    return name
  }

  static func suggestion(for name: String) -> String? {
    let known = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }
    let wanted = name.lowercased().replacingOccurrences(of: " ", with: "_")
    // Towns are what people remember.
    let town = known.first { $0.lowercased().hasSuffix("/" + wanted) }
    return town ?? nearestName(name, in: known)
  }
}
