import Core

/// `channels` filters over windows of `kernel` × `kernel`, with weights shared by all windows or not.
public struct Convolution: Encodable, Hashable, Sendable, LayerKind, StepKind {
    /// What is added to the sums.
    public enum Bias: String, Codable, Hashable, Sendable, CaseIterable {
        /// One number a filter.
        case shared
        /// One number a filter and place (LeCun et al. 1989).
        case untied
        case none
    }

    /// Filters, at least 1.
    public let channels: Int
    /// Side of the window, at least 1.
    public let kernel: Int
    /// Distance between windows, at least 1.
    public let stride: Int
    /// Width of the margin around the image, from 0 to kernel − 1.
    public let padding: Int
    /// What the margin is filled with.
    public let paddingValue: Float
    /// Filters and input channels are split into so many groups, which see only each other (Krizhevsky et al. 2012).
    public let groups: Int
    /// For each filter the input channels that it sees, in ascending order; empty where that is all of its group.
    public let table: [[Int]]
    /// What is added to the sums of a filter.
    public let bias: Bias
    /// False where every place has weights of its own: a locally connected layer.
    public let isShared: Bool
    /// True where training leaves the weights alone (biases are trained).
    public let isFrozen: Bool
    /// How the weights begin.
    public let initialisation: Initialisation

    public init(
        channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, paddingValue: Float = 0, groups: Int = 1,
        table: [[Int]] = [], bias: Bias = .shared, isShared: Bool = true, isFrozen: Bool = false,
        initialisation: Initialisation = .inherited
    ) {
        self.channels = channels
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.paddingValue = paddingValue
        self.groups = groups
        self.table = table
        self.bias = bias
        self.isShared = isShared
        self.isFrozen = isFrozen
        self.initialisation = initialisation
    }

    /// How many input channels `filter` sees, of `inputs`.
    func connectionCount(of filter: Int, inputs: Int) -> Int {
        table.isEmpty ? inputs / groups : table[filter].count
    }

    /// The input channels that `filter` sees, of `inputs`.
    public func connections(of filter: Int, inputs: Int) -> [Int] {
        if !table.isEmpty { return table[filter] }
        let group = filter / (channels / groups)
        return Array(group * (inputs / groups)..<(group + 1) * (inputs / groups))
    }

    // MARK: In files

    /// What is not among these is told by the name.
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case channels, kernel, stride, padding, paddingValue, groups, table, bias, isFrozen, initialisation
    }

    package static var names: [String] { ["convolution", "locally-connected"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(CodingKeys.allCases.map(\.rawValue))
        let isShared = name == "convolution"
        self.init(
            channels: try settings.value("channels"), kernel: try settings.value("kernel"),
            stride: try settings.value("stride", 1), padding: try settings.value("padding", 0),
            paddingValue: try settings.value("paddingValue", 0), groups: try settings.value("groups", 1),
            table: try settings.value("table", []), bias: try settings.value("bias", isShared ? .shared : .untied),
            isShared: isShared, isFrozen: try settings.value("isFrozen", false),
            initialisation: try settings.value("initialisation", .inherited))
    }

    package var name: String { isShared ? "convolution" : "locally-connected" }

    // MARK: In a plan

    package func validate() throws {
        let most = Layer.largestSetting
        try require((1...65_536).contains(channels), "channels", channels, "from 1 to 65536")
        try require((1...most).contains(kernel), "kernel", kernel, "from 1 to \(most)")
        // The gradient of the input is a convolution of its own for each of stride² phases.
        let widest = max(kernel, 64)
        try require((1...widest).contains(stride), "stride", stride, "from 1 to \(widest)")
        try require(paddingValue.isFinite, "paddingValue", paddingValue, "a number")
        try initialisation.validate()
        try require((0..<kernel).contains(padding), "padding", padding, "from 0 to kernel − 1 (\(kernel - 1))")
        try require(
            groups > 0 && channels % groups == 0, "groups", groups, "a divisor of the \(channels) filters")
        guard !table.isEmpty else { return }
        try require(groups == 1, "table", "a table beside groups", "one of the two")
        try require(
            table.count == channels, "table", "\(table.count) lists", "one list for each of the \(channels) filters")
        for (filter, list) in table.enumerated() {
            let isAscending = zip(list, list.dropFirst()).allSatisfy { $0 < $1 }
            try require(
                isAscending && list.first.map { $0 >= 0 } ?? false, "table", "\(list) for filter \(filter + 1)",
                "input channels, ascending")
        }
    }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        let input = try input.picture(for: name)
        let side = min(input.height, input.width) + 2 * padding
        try require(kernel <= side, "kernel", kernel, "at most \(side) for an input of \(input)")
        try require(
            input.channels % groups == 0, "groups", groups,
            "a divisor of the \(channels) filters and of the \(input.channels) input channels")
        for (filter, list) in table.enumerated() {
            try require(
                list.allSatisfy((0..<input.channels).contains), "table", "\(list) for filter \(filter + 1)",
                "input channels from 0 to \(input.channels - 1), ascending")
        }
        return .picture(
            ImageShape(
                height: (input.height + 2 * padding - kernel) / stride + 1,
                width: (input.width + 2 * padding - kernel) / stride + 1, channels: channels))
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let shape = try plan.outputShape(of: self, at: place)
        let output = shape.image
        let lists = (0..<channels).map { connectionCount(of: $0, inputs: place.input.image.channels) }
        guard let count = CheckedSize.product([lists.reduce(0, +), kernel, kernel], limit: CheckedSize.limit) else {
            throw ConfigurationError(
                field: "parameters", value: "\(channels) filters of \(kernel)×\(kernel)",
                allowed: "a network of at most \(CheckedSize.limit) numbers")
        }
        // Filters that see different numbers of channels lie one after the other.
        let filters = Set(lists).count == 1 ? [channels, lists[0], kernel, kernel] : [count]
        let fanIn = count / channels
        var tensors = [
            try plan.tensor(
                "\(place.path).weight", (isShared ? [] : [output.height, output.width]) + filters, initialisation,
                fanIn: fanIn, isFrozen: isFrozen)
        ]
        if bias == .shared {
            tensors.append(
                try plan.tensor("\(place.path).bias", [channels], initialisation, fanIn: fanIn, isBias: true))
        }
        let result = plan.append(
            self, at: place, shape, tensors: tensors,
            flops: 2 * Double(count) * Double(output.height * output.width))
        guard bias == .untied else { return result }
        let biases = try plan.tensor(
            "\(place.path).bias", [channels, output.height, output.width], initialisation, fanIn: fanIn, isBias: true)
        return plan.append(
            UntiedBias(), at: place, inputs: [result], shape, tensors: [biases], flops: Double(output.count),
            inPlace: true, suffix: ", biases", isInner: true)
    }

    package var sumsUpInputs: Bool { true }
    package var leavesOutputFree: Bool { true }
    package func takesInRectifier(lanes: Int) -> Bool { isShared && lanes > 1 }

    package func connections(of step: Plan.Step) -> Int {
        let weights = (0..<channels).reduce(0) {
            $0 + connectionCount(of: $1, inputs: step.inputShape.channels) * kernel * kernel
        }
        return step.outputShape.height * step.outputShape.width * weights
            + (bias == .shared ? step.outputShape.count : 0)
    }

    package func scratchNumbers(of step: Plan.Step, lanes: Int) -> Double {
        let (input, output) = (step.inputShape, step.outputShape)
        let padded =
            Double(input.height + 2 * padding) * Double(input.width + 2 * padding) * Double(input.channels)
        guard lanes == 1, isShared else {
            // Going back, the gradient has a margin, too.
            let margin = 2 * (Double(kernel - 1) / Double(stride) + 1) + Double(padding) / Double(stride)
            let gradient =
                (Double(max(output.height, input.height / stride)) + margin)
                * (Double(max(output.width, input.width / stride)) + margin) * Double(output.channels)
            return max(padded, gradient) * Double(lanes)
        }
        // Windows laid side by side.
        let filter = Double(input.channels) * Double(kernel * kernel)
        return padded + 2 * filter * Double(output.height * output.width)
    }

    /// Lists of the taps of filters.
    package func tableBytes(of step: Plan.Step, in plan: Plan) -> Double {
        64 * Double(plan.tensors[step.tensors[0]].range.count)
    }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        let (plan, step) = (site.plan, site.step)
        if !isShared { return BoundOperation(LocalOperation<Element>(plan, step, self), step) }
        if Element.images == 1 { return BoundOperation(SingleConvolutionOperation<Element>(plan, step, self), step) }
        if WinogradOperation<Element>.fits(self, step, isFrozen: site.tensor(0).isFrozen) {
            return BoundOperation(
                WinogradOperation<Element>(
                    plan, step, self, rectifies: site.rectifies, isTraining: site.isTraining), step)
        }
        return BoundOperation(
            DirectConvolutionOperation<Element>(plan, step, self, rectifies: site.rectifies), step)
    }

    /// `[filter][row][column][channel]`; none where a filter does not see all channels.
    package func filters(_ weights: [Float], input: ImageShape) -> FilterBank? {
        guard isShared, table.isEmpty, groups == 1 else { return nil }
        let area = kernel * kernel
        var turned: [Float] = []
        for filter in 0..<channels {
            for position in 0..<area {
                for channel in 0..<input.channels {
                    turned.append(weights[(filter * input.channels + channel) * area + position])
                }
            }
        }
        return FilterBank(
            count: channels, shape: ImageShape(height: kernel, width: kernel, channels: input.channels),
            weights: turned)
    }
}

extension Layer {
    public static func convolution(_ layer: Convolution) -> Layer { Layer(layer) }

    public static func convolution(
        _ channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, groups: Int = 1,
        bias: Convolution.Bias = .shared, initialisation: Initialisation = .inherited
    ) -> Layer {
        .convolution(
            Convolution(
                channels: channels, kernel: kernel, stride: stride, padding: padding, groups: groups, bias: bias,
                initialisation: initialisation))
    }
}
