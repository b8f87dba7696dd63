/// Points that fill a cube evenly, however many are taken: of the first 2ᵏ points, each of the 2ᵏ
/// equal slices of every axis holds one.
///
/// I. M. Sobol (1967) with the direction numbers of S. Joe and F. Y. Kuo (2008), in the Gray code
/// order of Antonov and Saleev; the origin, which is no draw of anything, is left out.
package struct SobolSequence: Sendable {
  /// Degree, coefficients and first direction numbers of the axes after the first.
  private static let axes: [(degree: Int, coefficients: UInt32, first: [UInt32])] = [
    (1, 0, [1]), (2, 1, [1, 3]), (3, 1, [1, 3, 1]), (3, 2, [1, 1, 1]), (4, 1, [1, 1, 3, 3]),
    (4, 4, [1, 3, 5, 13]), (5, 2, [1, 1, 5, 5, 17]), (5, 4, [1, 1, 5, 5, 5]),
    (5, 7, [1, 1, 7, 11, 19]), (5, 11, [1, 1, 5, 1, 1]), (5, 13, [1, 1, 1, 3, 11]),
    (5, 14, [1, 3, 5, 5, 31]), (6, 1, [1, 3, 3, 9, 7, 49]), (6, 13, [1, 1, 1, 15, 21, 21]),
    (6, 16, [1, 3, 1, 13, 27, 49]),
  ]

  package static let mostAxes = axes.count + 1
  private static let bits = 32

  private let directions: [[UInt32]]
  private var position: [UInt32]
  private var taken: UInt32 = 0

  /// - Precondition: from 1 to `mostAxes`.
  package init(axes count: Int) {
    precondition((1...Self.mostAxes).contains(count), "a sequence of that many axes")
    directions = (0..<count).map(Self.directions)
    position = Array(repeating: 0, count: count)
  }

  /// The next point, each coordinate from 0 to below 1.
  package mutating func next() -> [Double] {
    let axis = (~taken).trailingZeroBitCount
    taken += 1
    for index in position.indices { position[index] ^= directions[index][axis] }
    return position.map { Double($0) * 0x1p-32 }
  }

  private static func directions(_ axis: Int) -> [UInt32] {
    guard axis > 0 else { return (0..<bits).map { 1 << UInt32(bits - 1 - $0) } }
    let (degree, coefficients, first) = axes[axis - 1]
    var numbers = (0..<degree).map { first[$0] << UInt32(bits - 1 - $0) }
    for index in degree..<bits {
      var number = numbers[index - degree] ^ numbers[index - degree] >> UInt32(degree)
      for term in 1..<max(degree, 1) where coefficients >> UInt32(degree - 1 - term) & 1 == 1 {
        number ^= numbers[index - term]
      }
      numbers.append(number)
    }
    return numbers
  }
}
