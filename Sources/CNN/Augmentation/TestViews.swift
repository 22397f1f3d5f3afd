/// The forms in which a network sees an image that it classifies; the outputs for them are averaged.
///
/// Mirror images as in A. Krizhevsky, I. Sutskever and G. Hinton (NeurIPS 2012, section 4.1). Shifted images as in K. Jordan (*94 % on
/// CIFAR-10 in 3.29 Seconds on a Single GPU*, 2024, section 3.5): up and left, and down and right, which together weigh as much as
/// the image in its place.
public struct TestViews: Hashable, Sendable {
    public struct View: Hashable, Sendable {
        public let isMirrored: Bool
        /// How far the picture is moved, in pixels.
        public let down: Int
        public let right: Int
        /// The share that its outputs have in the mean.
        public let weight: Float
    }

    /// Does every view come with its mirror image?
    public let mirrors: Bool
    /// How many pixels the shifted views are moved along each axis; 0 for none of them.
    public let shift: Int

    public init(mirrors: Bool, shift: Int) {
        self.mirrors = mirrors
        self.shift = shift
    }

    /// Every image once, as it is.
    public static let plain = TestViews(mirrors: false, shift: 0)

    public var all: [View] {
        let mirrored = mirrors ? [false, true] : [false]
        return (shift == 0 ? [0] : [0, -shift, shift]).flatMap { step in
            let share: Float = shift == 0 ? 1 : step == 0 ? 0.5 : 0.25
            return mirrored.map {
                View(isMirrored: $0, down: step, right: step, weight: share / Float(mirrored.count))
            }
        }
    }
}
