import CNN
import Core
import Files

/// Models and checkpoints: the header with the settings in it, shapes together with their numbers, and the numbers.
struct SafeTensorsGrammar: Grammar {
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        guard let (header, start) = Self.header(of: bytes) else {
            return Bytes().changed(bytes, others: others, &random)
        }
        let data = Array(bytes[start...])
        switch random.integer(below: 8) {
        case 0: return Self.file(header.bytes, Bytes().changed(data, others: [data], &random))
        case 1: return Self.file(header.bytes, Self.withExtreme(data, &random))
        case 2, 3: return Self.reshaped(bytes, &random) ?? bytes
        default: return Self.file(JSONGrammar.changed(header, others: [header.bytes], &random).bytes, data)
        }
    }

    /// The announced length is that of the header, and there are as many numbers as the header tells.
    func repaired(_ bytes: [UInt8]) -> [UInt8] {
        guard let (header, start) = Self.header(of: bytes) else { return bytes }
        return Self.file(header.bytes, Array(bytes[start...]))
    }

    private static func file(_ header: [UInt8], _ data: [UInt8]) -> [UInt8] {
        let padded = header + Array(repeating: 0x20, count: (8 - header.count % 8) % 8)
        return (0..<8).map { UInt8(truncatingIfNeeded: padded.count >> (8 * $0)) } + padded + data
    }

    /// The header, and where the numbers begin.
    private static func header(of bytes: [UInt8]) -> (JSONTree, Int)? {
        guard bytes.count >= 8 else { return nil }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= bytes.count - 8, let tree = JSONTree(bytes[8..<8 + Int(length)]) else { return nil }
        return (tree, 8 + Int(length))
    }

    private static func withExtreme(_ data: [UInt8], _ random: inout RandomSource) -> [UInt8] {
        guard data.count >= 8 else { return data }
        var data = data
        let place = random.integer(below: data.count / 8) * 8
        switch random.integer(below: 3) {
        case 0:
            withUnsafeBytes(of: random.element(of: Extremes.floats)) {
                data.replaceSubrange(place..<place + 4, with: $0)
            }
        case 1:
            let value = Double(random.element(of: Extremes.floats)) * 1e200
            withUnsafeBytes(of: value) { data.replaceSubrange(place..<place + 8, with: $0) }
        default:
            let value = random.element(of: Extremes.integers)
            withUnsafeBytes(of: value) { data.replaceSubrange(place..<place + 8, with: $0) }
        }
        return data
    }

    /// A tensor of another shape, type or name, in a file that is sound otherwise.
    private static func reshaped(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8]? {
        guard var file = try? TensorFile(decoding: bytes, named: ""), !file.tensors.isEmpty else { return nil }
        let place = random.integer(below: file.tensors.count)
        let tensor = file.tensors[place]
        var shape = tensor.shape
        switch random.integer(below: 6) {
        case 0: file.tensors.remove(at: place)
        case 1:
            if let last = file.tensors.last {
                file.tensors[place] = last.renamed(tensor.name)
            }
        case 2: file.tensors[place] = resized(tensor, shape.isEmpty ? [1] : [shape.reduce(1, *)])
        case 3: file.tensors[place] = resized(tensor, shape.reversed())
        default:
            guard !shape.isEmpty else { return nil }
            let axis = random.integer(below: shape.count)
            shape[axis] = max(0, random.element(of: [0, 1, shape[axis] - 1, shape[axis] + 1, 2 * shape[axis]]))
            guard shape.reduce(1, *) <= 1 << 13 else { return nil }
            file.tensors[place] = resized(tensor, shape)
        }
        return try? file.encoded()
    }

    private static func resized(_ tensor: TensorFile.Tensor, _ shape: [Int]) -> TensorFile.Tensor {
        let count = shape.reduce(1, *)
        func fitted<Number>(_ values: [Number]) -> [Number] {
            values.isEmpty ? [] : (0..<count).map { values[$0 % values.count] }
        }
        switch tensor.type {
        case .f32:
            let values = (try? tensor.values(Float.self)) ?? []
            return TensorFile.Tensor(tensor.name, shape: values.isEmpty ? [0] : shape, values: fitted(values))
        case .f64:
            let values = (try? tensor.values(Double.self)) ?? []
            return TensorFile.Tensor(tensor.name, shape: values.isEmpty ? [0] : shape, values: fitted(values))
        default:
            let values = (try? tensor.values(Int64.self)) ?? []
            return TensorFile.Tensor(tensor.name, shape: values.isEmpty ? [0] : shape, values: fitted(values))
        }
    }
}

extension TensorFile.Tensor {
    fileprivate func renamed(_ name: String) -> TensorFile.Tensor {
        switch type {
        case .f32: TensorFile.Tensor(name, shape: shape, values: (try? values(Float.self)) ?? [])
        case .f64: TensorFile.Tensor(name, shape: shape, values: (try? values(Double.self)) ?? [])
        case .i64: TensorFile.Tensor(name, shape: shape, values: (try? values(Int64.self)) ?? [])
        case .u64: TensorFile.Tensor(name, shape: shape, values: (try? values(UInt64.self)) ?? [])
        case .u8: TensorFile.Tensor(name, shape: shape, values: (try? values(UInt8.self)) ?? [])
        }
    }
}
