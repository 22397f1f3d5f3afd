import Core

extension Layer {
    /// The largest kernel, window, distance between windows and number of neighbours or units that a layer may have.
    static let largestSetting = 1 << 20

    /// The shape that leaves this layer for `input`, or what is wrong. Throws ``ConfigurationError``, also where the output has more
    /// numbers than ``CheckedSize/limit``.
    public func outputShape(_ input: ImageShape, classCount: Int) throws -> ImageShape {
        let output = try shape(after: input, classCount: classCount)
        try require(output.isPossible, name, "an output of \(output)", "an output of 1 to \(CheckedSize.limit) numbers")
        return output
    }

    private func shape(after input: ImageShape, classCount: Int) throws -> ImageShape {
        let most = Self.largestSetting
        switch self {
        case .convolution(let convolution): return try convolution.outputShape(input)
        case .pooling(let pooling): return try pooling.outputShape(input)
        case .activation: return input
        case .responseNormalisation(let norm):
            try require(
                (1...most).contains(norm.size) && norm.size % 2 == 1, "size", norm.size, "odd, from 1 to \(most)")
            try require(norm.alpha >= 0 && norm.alpha.isFinite, "alpha", norm.alpha, "at least 0")
            try require(norm.beta > 0 && norm.beta.isFinite, "beta", norm.beta, "above 0")
            try require(norm.k > 0 && norm.k.isFinite, "k", norm.k, "above 0")
            return input
        case .batchNormalisation(let norm):
            try require((0...1).contains(norm.momentum), "momentum", norm.momentum, "from 0 to 1")
            try require(norm.epsilon > 0 && norm.epsilon.isFinite, "epsilon", norm.epsilon, "above 0")
            return input
        case .dropout(let rate):
            try require((0..<1).contains(rate), "rate", rate, "from 0 to below 1")
            return input
        case .scale(let factor):
            try require(factor.isFinite, "factor", factor, "a number")
            return input
        case .linear(let linear):
            try require(
                (0...most).contains(linear.units), "units", linear.units, "from 1 to \(most), or 0 for one a class")
            try linear.initialisation.validate()
            return ImageShape(height: 1, width: 1, channels: linear.units == 0 ? classCount : linear.units)
        case .radialBasis:
            try require(
                input.count == 84, "radial-basis", "an input of \(input)", "84 inputs, one a pixel of a 7×12 bitmap")
            try require(
                classCount <= 10, "radial-basis", "\(classCount) classes",
                "at most 10: there are bitmaps of digits only")
            return ImageShape(height: 1, width: 1, channels: classCount)
        case .residual(let branch, let shortcut):
            let left = try branch.outputShape(input, classCount: classCount)
            let right = try shortcut.outputShape(input, classCount: classCount)
            try require(left == right, "residual", "a branch of \(left) beside a shortcut of \(right)", "equal shapes")
            return left
        }
    }
}

extension [Layer] {
    func outputShape(_ input: ImageShape, classCount: Int) throws -> ImageShape {
        try reduce(input) { try $1.outputShape($0, classCount: classCount) }
    }
}

extension Convolution {
    func outputShape(_ input: ImageShape) throws -> ImageShape {
        let most = Layer.largestSetting
        try require((1...65_536).contains(channels), "channels", channels, "from 1 to 65536")
        try require((1...most).contains(kernel), "kernel", kernel, "from 1 to \(most)")
        // The gradient of the input is a convolution of its own for each of stride² phases.
        let widest = max(kernel, 64)
        try require((1...widest).contains(stride), "stride", stride, "from 1 to \(widest)")
        try require(paddingValue.isFinite, "paddingValue", paddingValue, "a number")
        try initialisation.validate()
        try require((0..<kernel).contains(padding), "padding", padding, "from 0 to kernel − 1 (\(kernel - 1))")
        let side = min(input.height, input.width) + 2 * padding
        try require(kernel <= side, "kernel", kernel, "at most \(side) for an input of \(input)")
        try require(
            groups > 0 && channels % groups == 0 && input.channels % groups == 0, "groups", groups,
            "a divisor of the \(channels) filters and of the \(input.channels) input channels")
        if !table.isEmpty {
            try require(groups == 1, "table", "a table beside groups", "one of the two")
            try require(
                table.count == channels, "table", "\(table.count) lists", "one list for each of the \(channels) filters"
            )
            for (filter, list) in table.enumerated() {
                let isAscending = zip(list, list.dropFirst()).allSatisfy { $0 < $1 }
                try require(
                    !list.isEmpty && isAscending && list.allSatisfy((0..<input.channels).contains), "table",
                    "\(list) for filter \(filter + 1)", "input channels from 0 to \(input.channels - 1), ascending")
            }
        }
        return ImageShape(
            height: (input.height + 2 * padding - kernel) / stride + 1,
            width: (input.width + 2 * padding - kernel) / stride + 1, channels: channels)
    }
}

extension Pooling {
    func outputShape(_ input: ImageShape) throws -> ImageShape {
        let most = Layer.largestSetting
        try require((1...most).contains(size), "size", size, "from 1 to \(most)")
        try require((1...most).contains(stride), "stride", stride, "from 1 to \(most)")
        try require((0...size / 2).contains(padding), "padding", padding, "from 0 to half the size (\(size / 2))")
        let side = min(input.height, input.width) + 2 * padding
        try require(size <= side, "size", size, "from 1 to \(side) for an input of \(input)")
        func windows(_ length: Int) -> Int {
            let room = length + 2 * padding - size
            guard coversBorder else { return room / stride + 1 }
            let count = (room + stride - 1) / stride + 1
            // A window must begin inside the image.
            return (count - 1) * stride >= length + padding ? count - 1 : count
        }
        return ImageShape(height: windows(input.height), width: windows(input.width), channels: input.channels)
    }
}

extension Initialisation {
    /// Throws ``ConfigurationError`` where a number is not finite or the deviation is negative.
    func validate() throws {
        try require(
            deviation >= 0 && deviation.isFinite, "initialisation.deviation", deviation, "at least 0")
        try require(bias.isFinite, "initialisation.bias", bias, "a number")
    }
}
