import Core

/// Virtual support vectors: training on moved copies of the examples that matter.
///
/// B. Schölkopf, C. Burges and V. Vapnik, *Incorporating Invariances in Support Vector Learning Machines*, ICANN 1996; D. DeCoste
/// and B. Schölkopf, *Training Invariant Support Vector Machines*, Machine Learning 46, 2002. A machine is trained; every image
/// that became a support vector is moved by up to some pixels in all directions; a second machine is trained on the support
/// vectors and their moved copies.
public struct VirtualExamples: Component {
    /// How far images are moved, in pixels, 1…8.
    public let shift: Int
    /// Into which directions images are moved.
    public let directions: Directions

    public enum Directions: String, Codable, Sendable, CaseIterable {
        /// Up, down, left and right.
        case four
        /// The diagonals too.
        case eight
        /// Every whole displacement up to `shift` along each axis: (2·shift + 1)² − 1 copies.
        case all
    }

    public init() { self.init(shift: 1, directions: .eight) }

    public init(shift: Int, directions: Directions) {
        self.shift = shift
        self.directions = directions
    }

    public static let card = Card(
        name: "virtual", title: "Virtual support vectors", year: 1996,
        paper:
            "B. Schölkopf, C. Burges and V. Vapnik, Incorporating Invariances in Support Vector Learning Machines, ICANN "
            + "1996; D. DeCoste and B. Schölkopf, Training Invariant Support Vector Machines, Machine Learning 46, 2002",
        deviations: [
            "What comes into view at the border of a moved image is filled with the nearest pixels.",
            "Virtual examples are made once, from the support vectors of all pairs of classes together.",
        ])

    public static var choices: [String: [String]] { ["directions": Directions.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((1...8).contains(shift), "shift", shift, "from 1 to 8")
    }

    /// The displacements of the copies, the image itself not among them.
    public var displacements: [(down: Int, right: Int)] {
        let straight = [(-shift, 0), (0, -shift), (0, shift), (shift, 0)]
        switch directions {
        case .four: return straight
        case .eight: return straight + [(-shift, -shift), (-shift, shift), (shift, -shift), (shift, shift)]
        case .all:
            return (-shift...shift).flatMap { down in
                (-shift...shift).compactMap { right in (down, right) == (0, 0) ? nil : (down, right) }
            }
        }
    }
}
