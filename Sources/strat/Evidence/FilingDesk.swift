import StratStore

/// Files what a command came to, after which the command goes on whatever becomes of that.
///
/// A result is shown even when it cannot be filed; that it was not is told after it, and by the
/// exit status.
struct FilingDesk {
  private var store: EvidenceStore?
  private(set) var trouble: (any Error)?

  init(_ options: FilingOptions) {
    guard !options.noFile else { return }
    do { store = try options.store.store() } catch { trouble = error }
  }

  /// How many variants were tried, with this one.
  mutating func variants(of title: String, with hash: String) -> Int? {
    guard let store else { return nil }
    do {
      return try store.variants(of: title, with: hash)
    } catch {
      trouble = trouble ?? error
      return nil
    }
  }

  /// Counts variants that a search tried: the best of many is worth less than a single one.
  mutating func count(variants meanings: [String], of title: String) {
    guard let store, trouble == nil else { return }
    do {
      try store.count(variants: meanings, of: title, at: .now)
    } catch {
      trouble = error
    }
  }

  mutating func file(_ record: () throws -> RunRecord) -> FiledRun? {
    guard let store, trouble == nil else { return nil }
    do {
      return try store.file(record(), at: .now)
    } catch {
      trouble = error
      return nil
    }
  }

  mutating func fileSession(_ filing: () throws -> SessionFiling) -> FiledRun? {
    guard let store, trouble == nil else { return nil }
    do {
      return try filing().file(into: store)
    } catch {
      trouble = error
      return nil
    }
  }

  /// Says what was in the way of filing.
  func tell() {
    guard let trouble else { return }
    StandardError.print("\(trouble)")
    StandardError.print("the result above was not filed")
  }

  /// - Throws: a failure when there was something to file and it was not.
  func finish() throws(ExitStatus) {
    guard trouble != nil else { return }
    tell()
    throw .failure
  }
}
