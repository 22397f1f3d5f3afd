import Core

extension HOG {
    /// What of a colour image the histograms are made of. For a grey image all are the same.
    public enum Colour: String, Codable, Sendable, CaseIterable {
        /// Each pixel takes the channel with the largest gradient (Dalal and Triggs, §6.2).
        case strongest
        /// The gradient of the luma, rounded to whole grey levels: the descriptor of ``ImageStack/grey()``.
        case grey
        /// Each channel for itself: the descriptors of red, green and blue one after the other, three times as long.
        case channels

        /// The planes of an image of so many channels among which the gradient of a pixel is chosen.
        func planes(of channels: Int) -> Int { self == .strongest ? channels : 1 }
        /// Descriptors of planes that the descriptor of an image of so many channels is made of.
        func passes(of channels: Int) -> Int { self == .channels ? channels : 1 }
    }
}
