import Core

extension Stored {
    /// As tensors and texts.
    package var file: TensorFile {
        let tensors = arrays.map { name, array in
            switch array.numbers {
            case .single(let values): TensorFile.Tensor(name, shape: array.shape, values: values)
            case .double(let values): TensorFile.Tensor(name, shape: array.shape, values: values)
            case .integers(let values):
                TensorFile.Tensor(name, shape: array.shape, values: values.map { Int64($0) })
            }
        }
        return TensorFile(tensors: tensors, metadata: texts)
    }

    /// Throws ``UserError`` for bytes, which no part has.
    package init(_ file: TensorFile) throws {
        self.init()
        texts = file.metadata
        for tensor in file.tensors {
            let numbers: Numbers
            switch tensor.type {
            case .f32: numbers = .single(try tensor.values(Float.self))
            case .f64: numbers = .double(try tensor.values(Double.self))
            case .i64: numbers = .integers(try tensor.values(Int64.self).map { Int($0) })
            case .u8, .u64: throw UserError("the numbers '\(tensor.name)' are of a type that no part of a method has")
            }
            arrays[tensor.name] = Array(shape: tensor.shape, numbers: numbers)
        }
    }
}
