import Core
import Features
import Foundation
import Testing

/// Random images with some structure: noise, smoothed along the rows by different amounts.
private func images(_ shape: ImageShape, count: Int, seed: UInt64 = 1) -> ImageStack {
    var random = RandomSource(seed: seed)
    var pixels: [UInt8] = []
    var state = 128.0
    for index in 0..<count * shape.count {
        let inertia = Double(index / shape.count % 4) * 0.3
        state = inertia * state + (1 - inertia) * Double(random.integer(below: 256))
        pixels.append(UInt8(state))
    }
    return ImageStack(shape: shape, pixels: pixels)
}

/// The patches of one image, normalised as §3.1.1 of the paper says, in double precision.
private func patches(_ image: ArraySlice<UInt8>, _ shape: ImageShape, _ method: PatchKMeans) -> [[[Double]]] {
    let first = image.startIndex
    return stride(from: 0, through: shape.height - method.patchSize, by: method.stride).map { top in
        stride(from: 0, through: shape.width - method.patchSize, by: method.stride).map { left in
            var patch: [Double] = []
            for row in 0..<method.patchSize {
                for column in 0..<method.patchSize {
                    for channel in 0..<shape.channels {
                        let place = ((top + row) * shape.width + left + column) * shape.channels + channel
                        patch.append(Double(image[first + place]))
                    }
                }
            }
            let mean = patch.reduce(0, +) / Double(patch.count)
            let variance = patch.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(patch.count - 1)
            return patch.map { ($0 - mean) / (variance + method.contrastFloor).squareRoot() }
        }
    }
}

/// Features computed one patch and one word at a time; `words` are those of the fitted value.
private func naive(_ image: ArraySlice<UInt8>, _ shape: ImageShape, _ method: PatchKMeans, _ words: Matrix) -> [Double]
{
    let rows = patches(image, shape, method)
    let parts = method.pooling * method.pooling
    var sums = [Double](repeating: 0, count: parts * method.words)
    for (row, line) in rows.enumerated() {
        for (column, patch) in line.enumerated() {
            let part = row * method.pooling / rows.count * method.pooling + column * method.pooling / line.count
            let distances = (0..<method.words).map { word in
                zip(patch, words.row(word)).reduce(0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) }
                    .squareRoot()
            }
            let mean = distances.reduce(0, +) / Double(method.words)
            let nearest = distances.indices.min { distances[$0] < distances[$1] }
            for word in 0..<method.words {
                let activation =
                    method.activation == .hard ? (word == nearest ? 1 : 0) : max(0, mean - distances[word])
                sums[part * method.words + word] += activation
            }
        }
    }
    return sums
}

@Suite("Patch k-means")
struct PatchKMeansTests {
    @Test(
        "agrees with one patch and one word at a time",
        arguments: [
            (PatchKMeans(words: 20, samples: 400, iterations: 3, whiten: false), 1),
            (
                PatchKMeans(words: 17, samples: 300, iterations: 3, patchSize: 4, stride: 2, pooling: 3, whiten: false),
                3
            ),
            (PatchKMeans(words: 33, samples: 300, iterations: 2, activation: .hard, pooling: 1, whiten: false), 3),
        ])
    func reference(_ method: PatchKMeans, _ channels: Int) throws {
        let stack = images(ImageShape(height: 19, width: 23, channels: channels), count: 9)
        let fitted = try method.fit(stack, context: RunContext())
        let features = fitted.extract(stack, threads: 1)
        #expect(features.rows == 9 && features.columns == method.pooling * method.pooling * method.words)
        for index in 0..<stack.count {
            let expected = naive(stack[index], stack.shape, method, fitted.words)
            let row = features.row(index)
            #expect(zip(row, expected).allSatisfy { abs(Double($0) - $1) < 1e-3 * max(1, $1) })
        }
    }

    @Test("whitened patches have the covariance V D/(D + ε) Vᵀ: distances are those to whitened words")
    func whitening() throws {
        // The whitened space is found here by Jacobi's method on the covariance of every patch of the images.
        let shape = ImageShape(height: 9, width: 9, channels: 1)
        let stack = images(shape, count: 40, seed: 5)
        let method = PatchKMeans(words: 6, samples: 20_000, iterations: 4, patchSize: 3, contrastFloor: 10)
        let fitted = try method.fit(stack, context: RunContext(threads: 2))
        let features = fitted.extract(stack, threads: 1)
        let all = (0..<stack.count).flatMap { patches(stack[$0], shape, method).flatMap { $0 } }
        let (whiten, shift) = zca(all, floor: method.whiteningFloor)
        var largest = 0.0
        var scale = 0.0
        for index in 0..<stack.count {
            var expected = [Double](repeating: 0, count: 4 * 6)
            for (row, line) in patches(stack[index], shape, method).enumerated() {
                for (column, patch) in line.enumerated() {
                    let centred = zip(patch, shift).map { $0 - $1 }
                    let white = whiten.map { zip($0, centred).reduce(0) { $0 + $1.0 * $1.1 } }
                    let distances = (0..<6).map { word in
                        zip(white, fitted.words.row(word)).reduce(0) { $0 + pow($1.0 - Double($1.1), 2) }.squareRoot()
                    }
                    let mean = distances.reduce(0, +) / 6
                    let part = row * 2 / 7 * 2 + column * 2 / 7
                    for word in 0..<6 { expected[part * 6 + word] += max(0, mean - distances[word]) }
                }
            }
            for (value, other) in zip(features.row(index), expected) {
                largest = max(largest, abs(Double(value) - other))
                scale = max(scale, other)
            }
        }
        // The method whitens by 20,000 patches drawn with repetition, this by all 1,960.
        #expect(largest < 0.05 * scale, "\(largest) of \(scale)")
    }

    @Test("threads, batches and other images change no bit; another seed learns other words")
    func threads() throws {
        let stack = images(ImageShape(height: 20, width: 18, channels: 3), count: 23)
        let method = PatchKMeans(words: 30, samples: 2000, iterations: 3)
        let one = try method.fit(stack, context: RunContext(seed: 3, threads: 1))
        let two = try method.fit(stack, context: RunContext(seed: 3, threads: 2))
        let areWordsSame = one.words == two.words
        #expect(areWordsSame)
        let features = one.extract(stack, threads: 1)
        let isSame = two.extract(stack, threads: 2) == features
        let single = one.extract(stack.selecting([13]), threads: 1).values
        #expect(isSame && zip(single, features.row(13)).allSatisfy { $0 == $1 })
        #expect(one.extract(stack.selecting([]), threads: 2).rows == 0)
        let other = try method.fit(stack, context: RunContext(seed: 4))
        let isOther = other.words != one.words
        #expect(isOther)
    }

    @Test("contrast and brightness hardly change the features, and learning never raises its sum")
    func contrast() throws {
        let shape = ImageShape(height: 24, width: 24, channels: 1)
        let strong = images(shape, count: 30)
        let weak = ImageStack(shape: shape, pixels: strong.pixels.map { $0 / 2 })
        let brighter = ImageStack(shape: shape, pixels: weak.pixels.map { $0 + 100 })
        let fitted = try PatchKMeans(words: 25, samples: 3000, iterations: 12).fit(strong, context: RunContext())
        let features = fitted.extract(strong, threads: 1).values
        let dim = fitted.extract(weak, threads: 1).values
        let change = zip(features, dim).reduce(0) { $0 + abs($1.0 - $1.1) } / features.reduce(0, +)
        #expect(change < 0.05, "\(change)")
        let bright = fitted.extract(brighter, threads: 1).values
        let shift = zip(dim, bright).reduce(0) { max($0, abs($1.0 - $1.1)) }
        #expect(shift < 1e-3, "\(shift)")
        #expect(zip(fitted.inertia, fitted.inertia.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-6) })
        #expect(fitted.filters?.count == 25 && fitted.filters?.shape == ImageShape(height: 6, width: 6, channels: 1))
    }

    @Test("the parts of the image are told apart, and of an odd number the middle belongs to the first")
    func parts() throws {
        let shape = ImageShape(height: 32, width: 32, channels: 1)
        let stack = images(shape, count: 20)
        let hard = PatchKMeans(words: 12, samples: 1000, iterations: 2, activation: .hard)
        let features = try hard.fit(stack, context: RunContext()).extract(stack, threads: 1)
        for index in 0..<stack.count {
            let totals = (0..<4).map { part in features.row(index).dropFirst(12 * part).prefix(12).reduce(0, +) }
            #expect(totals == [196, 182, 182, 169])
        }
    }

    @Test("images that are read when they are needed give the same words")
    func lazily() throws {
        final class Source: ImageSource {
            let stack: ImageStack
            init(_ stack: ImageStack) { self.stack = stack }
            func pixels(of indices: [Int], threads: Int) throws -> [UInt8] { stack.selecting(indices).pixels }
        }
        let stack = images(ImageShape(height: 12, width: 12, channels: 1), count: 600)
        let lazy = ImageStack(shape: stack.shape, source: Source(stack), count: stack.count)
        for samples in [100, 2000] {
            let method = PatchKMeans(words: 8, samples: samples, iterations: 2)
            let words = try method.fit(lazy, context: RunContext()).words
            let expected = try method.fit(stack, context: RunContext()).words
            let isSame = words == expected
            #expect(isSame)
        }
    }

    @Test(
        "flat images teach nothing and have finite features; too small ones and impossible values are refused by name")
    func hostile() throws {
        let shape = ImageShape(height: 28, width: 28, channels: 1)
        let method = PatchKMeans(words: 16, samples: 100, iterations: 3)
        let fitted = try method.fit(images(shape, count: 20), context: RunContext())
        for value in [UInt8(0), 255] {
            let flat = ImageStack(shape: shape, pixels: Array(repeating: value, count: 3 * shape.count))
            #expect(fitted.extract(flat, threads: 1).values.allSatisfy { $0.isFinite })
            #expect(throws: UserError("patch-kmeans: all 100 patches are flat, so there is nothing to whiten")) {
                try method.fit(flat, context: RunContext())
            }
        }
        for (height, width, field) in [
            (1, 1, "patchSize"), (1, 400, "patchSize"), (6, 6, "pooling"), (40, 6, "pooling"),
        ] {
            let shape = ImageShape(height: height, width: width, channels: 1)
            let image = ImageStack(shape: shape, pixels: Array(repeating: 7, count: shape.count))
            #expect { try PatchKMeans(words: 4).fit(image, context: RunContext()) } throws: {
                ($0 as? ConfigurationError)?.field == field
            }
        }
        let wrong: [(PatchKMeans, String)] = [
            (PatchKMeans(words: 1), "words"), (PatchKMeans(words: 100, samples: 99), "samples"),
            (PatchKMeans(words: 9, patchSize: 17), "patchSize"), (PatchKMeans(words: 9, stride: 0), "stride"),
            (PatchKMeans(words: 9, pooling: 0), "pooling"), (PatchKMeans(words: 9, iterations: 0), "iterations"),
            (PatchKMeans(words: 9, contrastFloor: 0), "contrastFloor"),
            (PatchKMeans(words: 9, whiteningFloor: .nan), "whiteningFloor"),
        ]
        for (method, field) in wrong {
            #expect { try method.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        }
    }

    @Test("an image of a hundred million pixels takes no more memory than a small one")
    func large() throws {
        let shape = ImageShape(height: 10_000, width: 10_000, channels: 1)
        let image = ImageStack(
            shape: shape,
            pixels: [UInt8](unsafeUninitializedCapacity: shape.count) { buffer, count in
                for index in 0..<shape.count { buffer[index] = UInt8(truncatingIfNeeded: index &* index >> 7) }
                count = shape.count
            })
        let fitted = try PatchKMeans(words: 32, samples: 500, iterations: 2, stride: 40).fit(
            image, context: RunContext())
        let features = fitted.extract(image, threads: 1)
        #expect(features.columns == 128 && features.values.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(features.values.contains { $0 > 0 })
    }
}

/// The whitening matrix and the mean of `rows`, by Jacobi's rotations.
private func zca(_ rows: [[Double]], floor: Double) -> (matrix: [[Double]], mean: [Double]) {
    let size = rows[0].count
    let mean = (0..<size).map { column in rows.reduce(0) { $0 + $1[column] } / Double(rows.count) }
    var a = [[Double]](repeating: Array(repeating: 0, count: size), count: size)
    for row in rows {
        for i in 0..<size {
            for j in 0..<size { a[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / Double(rows.count - 1) }
        }
    }
    var v = (0..<size).map { i in (0..<size).map { $0 == i ? 1.0 : 0.0 } }
    for _ in 0..<30 {
        for p in 0..<size {
            for q in p + 1..<size where abs(a[p][q]) > 1e-15 {
                let angle = 0.5 * atan2(2 * a[p][q], a[q][q] - a[p][p])
                let (c, s) = (cos(angle), sin(angle))
                for k in 0..<size { (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]) }
                for k in 0..<size { (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]) }
                for k in 0..<size { (v[k][p], v[k][q]) = (c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]) }
            }
        }
    }
    var matrix = a
    for i in 0..<size {
        for j in 0..<size {
            var sum = 0.0
            for k in 0..<size { sum += v[i][k] * v[j][k] / (a[k][k] + floor).squareRoot() }
            matrix[i][j] = sum
        }
    }
    return (matrix, mean)
}
