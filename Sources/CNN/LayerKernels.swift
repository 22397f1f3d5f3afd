import Core

/// The hot loops of the layers other than convolution, on tiles of eight images, one image a SIMD lane.
enum LayerKernels {
    // MARK: Rectifier

    static func reluForward<Scalar: NetworkScalar>(
        _ input: UnsafePointer<SIMD8<Scalar>>, _ count: Int, into output: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        for index in 0..<count { output[index] = lanewiseMax(input[index], .zero) }
    }

    /// The gradient passes where the output is above zero.
    static func reluBackward<Scalar: NetworkScalar>(
        _ output: UnsafePointer<SIMD8<Scalar>>, _ outputGradient: UnsafePointer<SIMD8<Scalar>>, _ count: Int,
        into inputGradient: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        for index in 0..<count {
            let slope = outputGradient[index]
            inputGradient[index] = choose(where: .zero, isBelow: output[index], slope, else: slope - slope)
        }
    }

    // MARK: Max-pooling

    static func poolForward<Scalar: NetworkScalar>(
        _ input: UnsafePointer<SIMD8<Scalar>>, _ shape: ImageShape, size: Int,
        into output: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        let rows = shape.height / size
        let columns = shape.width / size
        for channel in 0..<shape.channels {
            for row in 0..<rows {
                for column in 0..<columns {
                    let corner = input + (channel * shape.height + row * size) * shape.width + column * size
                    var largest = corner[0]
                    for y in 0..<size {
                        for x in 0..<size { largest = lanewiseMax(largest, corner[y * shape.width + x]) }
                    }
                    output[(channel * rows + row) * columns + column] = largest
                }
            }
        }
    }

    /// The gradient goes to the first (in row order) of the largest values of each square.
    static func poolBackward<Scalar: NetworkScalar>(
        _ input: UnsafePointer<SIMD8<Scalar>>, _ output: UnsafePointer<SIMD8<Scalar>>,
        _ outputGradient: UnsafePointer<SIMD8<Scalar>>, _ shape: ImageShape, size: Int,
        into inputGradient: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        let rows = shape.height / size
        let columns = shape.width / size
        if rows * size != shape.height || columns * size != shape.width {
            inputGradient.update(repeating: .zero, count: shape.count)
        }
        for channel in 0..<shape.channels {
            for row in 0..<rows {
                for column in 0..<columns {
                    let corner = (channel * shape.height + row * size) * shape.width + column * size
                    let pooled = (channel * rows + row) * columns + column
                    let largest = output[pooled]
                    var left = outputGradient[pooled]
                    for y in 0..<size {
                        for x in 0..<size {
                            let index = corner + y * shape.width + x
                            let passed = choose(where: input[index], isBelow: largest, left - left, else: left)
                            inputGradient[index] = passed
                            left -= passed
                        }
                    }
                }
            }
        }
    }

    // MARK: Linear

    /// output = biases + weights · input, with weights `[unit][input]`.
    static func linearForward<Scalar: NetworkScalar>(
        _ input: UnsafePointer<SIMD8<Scalar>>, _ weights: UnsafePointer<Scalar>, biases: UnsafePointer<Scalar>,
        inputs: Int, units: Int, into output: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        typealias Lanes = SIMD8<Scalar>
        var unit = 0
        while unit + 8 <= units {
            let w = weights + unit * inputs
            var s0 = Lanes(repeating: biases[unit]), s1 = Lanes(repeating: biases[unit + 1])
            var s2 = Lanes(repeating: biases[unit + 2]), s3 = Lanes(repeating: biases[unit + 3])
            var s4 = Lanes(repeating: biases[unit + 4]), s5 = Lanes(repeating: biases[unit + 5])
            var s6 = Lanes(repeating: biases[unit + 6]), s7 = Lanes(repeating: biases[unit + 7])
            for index in 0..<inputs {
                let x = input[index]
                s0.accumulate(x, w[index]); s1.accumulate(x, w[index + inputs])
                s2.accumulate(x, w[index + 2 * inputs]); s3.accumulate(x, w[index + 3 * inputs])
                s4.accumulate(x, w[index + 4 * inputs]); s5.accumulate(x, w[index + 5 * inputs])
                s6.accumulate(x, w[index + 6 * inputs]); s7.accumulate(x, w[index + 7 * inputs])
            }
            output[unit] = s0; output[unit + 1] = s1; output[unit + 2] = s2; output[unit + 3] = s3
            output[unit + 4] = s4; output[unit + 5] = s5; output[unit + 6] = s6; output[unit + 7] = s7
            unit += 8
        }
        while unit < units {
            var sum = Lanes(repeating: biases[unit])
            for index in 0..<inputs { sum.accumulate(input[index], weights[unit * inputs + index]) }
            output[unit] = sum
            unit += 1
        }
    }

    /// inputGradient = transposed weights · outputGradient.
    static func linearBackward<Scalar: NetworkScalar>(
        _ outputGradient: UnsafePointer<SIMD8<Scalar>>, _ weights: UnsafePointer<Scalar>, inputs: Int, units: Int,
        into inputGradient: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        typealias Lanes = SIMD8<Scalar>
        var index = 0
        while index + 8 <= inputs {
            var s0 = Lanes.zero, s1 = Lanes.zero, s2 = Lanes.zero, s3 = Lanes.zero
            var s4 = Lanes.zero, s5 = Lanes.zero, s6 = Lanes.zero, s7 = Lanes.zero
            for unit in 0..<units {
                let g = outputGradient[unit]
                let w = weights + unit * inputs + index
                s0.accumulate(g, w[0]); s1.accumulate(g, w[1]); s2.accumulate(g, w[2]); s3.accumulate(g, w[3])
                s4.accumulate(g, w[4]); s5.accumulate(g, w[5]); s6.accumulate(g, w[6]); s7.accumulate(g, w[7])
            }
            let target = inputGradient + index
            target[0] = s0; target[1] = s1; target[2] = s2; target[3] = s3
            target[4] = s4; target[5] = s5; target[6] = s6; target[7] = s7
            index += 8
        }
        while index < inputs {
            var sum = Lanes.zero
            for unit in 0..<units { sum.accumulate(outputGradient[unit], weights[unit * inputs + index]) }
            inputGradient[index] = sum
            index += 1
        }
    }

    /// Adds the gradients of weights and biases, summed over the eight images.
    ///
    /// - Parameter transposed: Scratch for 8 × `inputs` numbers.
    static func linearGradient<Scalar: NetworkScalar>(
        _ input: UnsafePointer<SIMD8<Scalar>>, _ outputGradient: UnsafePointer<SIMD8<Scalar>>, inputs: Int, units: Int,
        transposed: UnsafeMutablePointer<Scalar>, weights: UnsafeMutablePointer<Scalar>,
        biases: UnsafeMutablePointer<Scalar>
    ) {
        for index in 0..<inputs {
            let lanes = input[index]
            for lane in 0..<8 { transposed[lane * inputs + index] = lanes[lane] }
        }
        for unit in 0..<units { biases[unit] += outputGradient[unit].sum() }
        var unit = 0
        while unit + 2 <= units {
            rankEightUpdate(
                transposed, outputGradient[unit], outputGradient[unit + 1], inputs, weights + unit * inputs,
                weights + (unit + 1) * inputs)
            unit += 2
        }
        if unit < units {
            let g = outputGradient[unit]
            for index in 0..<inputs {
                var sum = weights[unit * inputs + index]
                for lane in 0..<8 { sum += g[lane] * transposed[lane * inputs + index] }
                weights[unit * inputs + index] = sum
            }
        }
    }

    /// Adds Σ over the lanes of `first`[lane] · transposed[lane] to one row of weights, and the same of `second` to another.
    @inline(__always)
    private static func rankEightUpdate<Scalar: NetworkScalar>(
        _ transposed: UnsafePointer<Scalar>, _ first: SIMD8<Scalar>, _ second: SIMD8<Scalar>, _ inputs: Int,
        _ firstRow: UnsafeMutablePointer<Scalar>, _ secondRow: UnsafeMutablePointer<Scalar>
    ) {
        typealias Lanes = SIMD8<Scalar>
        let size = MemoryLayout<Scalar>.stride
        let source = UnsafeRawPointer(transposed)
        let top = UnsafeMutableRawPointer(firstRow)
        let bottom = UnsafeMutableRawPointer(secondRow)
        var index = 0
        while index + 16 <= inputs {
            var a = top.loadUnaligned(fromByteOffset: size * index, as: Lanes.self)
            var b = top.loadUnaligned(fromByteOffset: size * (index + 8), as: Lanes.self)
            var c = bottom.loadUnaligned(fromByteOffset: size * index, as: Lanes.self)
            var d = bottom.loadUnaligned(fromByteOffset: size * (index + 8), as: Lanes.self)
            for lane in 0..<8 {
                let x = source.loadUnaligned(fromByteOffset: size * (lane * inputs + index), as: Lanes.self)
                let y = source.loadUnaligned(fromByteOffset: size * (lane * inputs + index + 8), as: Lanes.self)
                a.accumulate(x, first[lane]); b.accumulate(y, first[lane])
                c.accumulate(x, second[lane]); d.accumulate(y, second[lane])
            }
            top.storeBytes(of: a, toByteOffset: size * index, as: Lanes.self)
            top.storeBytes(of: b, toByteOffset: size * (index + 8), as: Lanes.self)
            bottom.storeBytes(of: c, toByteOffset: size * index, as: Lanes.self)
            bottom.storeBytes(of: d, toByteOffset: size * (index + 8), as: Lanes.self)
            index += 16
        }
        while index < inputs {
            var a = firstRow[index], c = secondRow[index]
            for lane in 0..<8 {
                a += first[lane] * transposed[lane * inputs + index]
                c += second[lane] * transposed[lane * inputs + index]
            }
            firstRow[index] = a
            secondRow[index] = c
            index += 1
        }
    }
}
