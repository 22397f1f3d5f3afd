import Core

/// What one example is between two layers.
public enum DataShape: Hashable, Sendable, CustomStringConvertible {
    case picture(ImageShape)
    /// Rows of `width` numbers, one a token or place.
    case sequence(length: Int, width: Int)
    /// Whole numbers that stand for words, characters or whatever a text is made of.
    case tokens(length: Int)

    /// Numbers in all.
    package var count: Int { image.count }

    /// As a picture: rows become places below each other, and their numbers channels.
    package var image: ImageShape {
        switch self {
        case .picture(let shape): shape
        case .sequence(let length, let width): ImageShape(height: length, width: 1, channels: width)
        case .tokens(let length): ImageShape(height: length, width: 1, channels: 1)
        }
    }

    public var description: String {
        switch self {
        case .picture(let shape): "\(shape)"
        case .sequence(let length, let width): "\(length) rows of \(width)"
        case .tokens(let length): "\(length) tokens"
        }
    }

    // MARK: What layers ask for

    /// Throws ``ConfigurationError`` where this is no picture.
    package func picture(for layer: String) throws -> ImageShape {
        guard case .picture(let shape) = self else {
            throw ConfigurationError(field: layer, value: "an input of \(self)", allowed: "a picture")
        }
        return shape
    }

    /// Throws ``ConfigurationError`` where this is no sequence.
    package func sequence(for layer: String) throws -> (length: Int, width: Int) {
        guard case .sequence(let length, let width) = self else {
            throw ConfigurationError(field: layer, value: "an input of \(self)", allowed: "a sequence of rows")
        }
        return (length, width)
    }

    /// How many tokens there are. Throws ``ConfigurationError`` where this is something else.
    package func tokens(for layer: String) throws -> Int {
        guard case .tokens(let length) = self else {
            throw ConfigurationError(field: layer, value: "an input of \(self)", allowed: "tokens")
        }
        return length
    }

    /// Throws ``ConfigurationError`` where these are tokens.
    package func numbers(for layer: String) throws -> DataShape {
        if case .tokens = self {
            throw ConfigurationError(field: layer, value: "an input of \(self)", allowed: "a picture or a sequence")
        }
        return self
    }

    var isPicture: Bool {
        if case .picture = self { true } else { false }
    }

    var isSequence: Bool {
        if case .sequence = self { true } else { false }
    }
}

/// How the numbers of a slot lie.
package enum SlotForm: Sendable {
    /// Examples side by side: `[tile][channel][place][lane]`. What convolutions like.
    case lanes
    /// Example by example, row by row: `[example][row][number]`. What wide products and long sequences like.
    case rows
}
