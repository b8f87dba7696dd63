#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Small files read and written whole, such as strategies.
package enum TextFile {
  /// Whether something other than a directory is there.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Reads at most one byte more than the limit, so that too long a file is known as such.
  package static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .reading(path, errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      var number: Int32 = 0
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        let count = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
        number = errno
        return count
      }
      if count < 0, number == EINTR { continue }
      guard count >= 0 else { throw .reading(path, number) }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  /// Makes a file that is not there yet.
  package static func create(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .writing(path, errno) }
    if let number = finish(descriptor, with: bytes) {
      unsafe unlink(path)
      throw .writing(path, number)
    }
  }

  /// Puts a file in the place of another, whole or not at all; its permissions stay.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
    var status = stat()
    let mode = unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o644
    let draft = path + ".part"
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .writing(path, errno) }
    var number = finish(descriptor, with: bytes)
    if number == nil, unsafe rename(draft, path) != 0 { number = errno }
    if let number {
      unsafe unlink(draft)
      throw .writing(path, number)
    }
  }

  /// The names in a directory, sorted, those of directories with a slash; none if it is not there.
  package static func names(in directory: String) -> [String] {
    guard let stream = unsafe opendir(directory.isEmpty ? "." : directory) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(
          to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)
        ) { unsafe String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      let path = directory.isEmpty ? name : directory + "/" + name
      let isDirectory = unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(isDirectory ? name + "/" : name)
    }
    return names.sorted()
  }

  /// Writes and closes; the system's error number where that fails.
  private static func finish(_ descriptor: Int32, with bytes: [UInt8]) -> Int32? {
    let number = Descriptor.write(bytes, to: descriptor)
    if number != 0 {
      close(descriptor)
      return number
    }
    return close(descriptor) == 0 ? nil : errno
  }
}

/// Reading from and writing to what is already open.
package enum Descriptor {
  /// What has come, as soon as something has; empty at the end, nil where reading fails.
  package static func read(_ descriptor: Int32) -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var number: Int32 = 0
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        let count = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
        number = errno
        return count
      }
      if count < 0, number == EINTR { continue }
      return count < 0 ? nil : Array(chunk[..<count])
    }
  }

  /// Writes everything; the system's error number where that fails, else 0.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      var count = 0
      var number: Int32 = 0
      unsafe bytes.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
        count = unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
        number = errno
      }
      if count < 0, number == EINTR { continue }
      if count < 0 { return number }
      done += count
    }
    return 0
  }

  package static func reason(_ number: Int32) -> String {
    unsafe String(cString: strerror(number))
  }
}

/// The system's `read`, which a method of that name would hide.
@unsafe
private func systemRead(
  _ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  unsafe read(descriptor, bytes, count)
}

/// The system's `write`, which a method of that name would hide.
@unsafe
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
