import Core

/// The lines of a model of LIBSVM above its support vectors. Every number is finite and in its range, and the numbers of classes,
/// labels, thresholds and support vectors fit together.
struct LIBSVMHeader {
    var kernel = KernelKind.rbf
    var degree = 3
    var gamma = 0.0
    var coef0 = 0.0
    var labels: [Int] = []
    var supportCounts: [Int] = []
    var rho: [Double] = []
    var sigmoids: [PlattSigmoid] = []
    var supportVectors = 0

    private let path: String
    private var entries: [String: (values: [Substring], line: Int)] = [:]

    /// - Parameter lines: Those above `SV`.
    ///
    /// Throws ``UserError``: the file and the line, what is wrong.
    init(_ lines: some Sequence<String>, path: String) throws {
        self.path = path
        for (index, line) in lines.enumerated() {
            let fields = TextLines.words(line)
            guard let key = fields.first.map(String.init) else { continue }
            guard entries[key] == nil else {
                throw UserError("\(path):\(index + 1): '\(shown(key))' is given twice")
            }
            entries[key] = (Array(fields.dropFirst()), index + 1)
        }
        let type = entries["svm_type"]?.values.first.map { shown(String($0)) } ?? "nothing"
        guard type == "c_svc" else {
            throw UserError("\(path): svm_type is \(type); only c_svc is a classifier that is known here")
        }
        try readKernel()
        try readClasses()
    }

    private mutating func readKernel() throws {
        let name = entries["kernel_type"]?.values.first.map(String.init) ?? "nothing"
        guard let kernel = LIBSVMModel.kernel(named: name) else {
            throw UserError("\(path): kernel_type \(shown(name)) is not known")
        }
        self.kernel = kernel
        if kernel == .polynomial {
            degree = try number("degree", Int.self, "a whole number from 0 to 2147483647") { 0...Int(Int32.max) ~= $0 }
        }
        if [.polynomial, .rbf, .sigmoid, .exponentialChi2].contains(kernel) {
            gamma = try number("gamma", Double.self, "a number of at least 0") { $0.isFinite && $0 >= 0 }
        }
        if [.polynomial, .sigmoid].contains(kernel) {
            coef0 = try number("coef0", Double.self, "a finite number") { $0.isFinite }
        }
    }

    private mutating func readClasses() throws {
        let classes = try number("nr_class", Int.self, "from 1 to 1000000") { 1...1_000_000 ~= $0 }
        let pairs = classes * (classes - 1) / 2
        supportVectors = try number("total_sv", Int.self, "a whole number of at least 0") { $0 >= 0 }
        labels = try numbers("label", classes, Int.self, "whole numbers") { abs(Double($0)) < 0x1p31 }
        guard Set(labels).count == classes else {
            throw problem("label", "has the same label twice; every class needs one of its own")
        }
        rho = try numbers("rho", pairs, Double.self, "finite numbers") { $0.isFinite }
        let count = supportVectors
        supportCounts = try numbers("nr_sv", classes, Int.self, "whole numbers up to total_sv") { 0...count ~= $0 }
        guard supportCounts.reduce(0, +) == supportVectors else {
            throw UserError("\(path): 'nr_sv' does not add up to 'total_sv'")
        }
        guard entries["probA"] != nil || entries["probB"] != nil else { return }
        let slopes = try numbers("probA", pairs, Double.self, "finite numbers") { $0.isFinite }
        let offsets = try numbers("probB", pairs, Double.self, "finite numbers") { $0.isFinite }
        sigmoids = zip(slopes, offsets).map { PlattSigmoid(slope: $0, offset: $1) }
    }

    private func number<Number: LosslessStringConvertible>(
        _ key: String, _: Number.Type, _ allowed: String, _ isAllowed: (Number) -> Bool
    ) throws -> Number {
        guard let entry = entries[key] else { throw UserError("\(path): the header has no '\(key)'") }
        guard entry.values.count == 1, let value = Number(String(entry.values[0])), isAllowed(value) else {
            throw problem(key, "is '\(shown(entry.values.prefix(2).joined(separator: " ")))'; it must be \(allowed)")
        }
        return value
    }

    private func numbers<Number: LosslessStringConvertible>(
        _ key: String, _ count: Int, _: Number.Type, _ allowed: String, _ isAllowed: (Number) -> Bool
    ) throws -> [Number] {
        guard let entry = entries[key] else { throw UserError("\(path): the header has no '\(key)'") }
        guard entry.values.count == count else {
            throw problem(key, "needs \(count) numbers, and has \(entry.values.count)")
        }
        return try entry.values.map { text in
            guard let value = Number(String(text)), isAllowed(value) else {
                throw problem(key, "has '\(shown(String(text)))'; needed are \(allowed)")
            }
            return value
        }
    }

    private func problem(_ key: String, _ what: String) -> UserError {
        UserError("\(path):\(entries[key]?.line ?? 1): '\(key)' \(what)")
    }

    /// At most twenty characters, none of which does anything to a terminal.
    private func shown(_ text: String) -> String {
        text.prefix(20).map { $0.isASCII && $0.asciiValue! > 31 && $0.asciiValue! < 127 ? String($0) : "?" }.joined()
    }
}
