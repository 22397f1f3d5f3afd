import Core
import Features
import Foundation

/// SURF in double precision from direct sums over pixels: no integral image, no shared sums, no tables.
struct NaiveSURF {
    let surf: SURF
    let image: ImageStack

    var height: Int { image.shape.height }
    var width: Int { image.shape.width }

    func pixel(_ y: Int, _ x: Int) -> Int { Int(image.pixels[y * width + x]) }

    func sum(rows: ClosedRange<Int>, columns: ClosedRange<Int>) -> Int {
        var total = 0
        for y in rows { for x in columns { total += pixel(y, x) } }
        return total
    }

    /// Dxx, Dyy and Dxy of a filter of side `size` around a pixel; nil where it does not fit.
    func derivatives(_ y: Int, _ x: Int, size: Int) -> (xx: Double, yy: Double, xy: Double)? {
        let half = (size - 1) / 2
        guard y >= half, x >= half, y + half < height, x + half < width else { return nil }
        let lobe = size / 3
        let side = lobe - 1
        let middle = (lobe - 1) / 2
        let yy =
            sum(rows: y - half...y - middle - 1, columns: x - side...x + side)
            - 2 * sum(rows: y - middle...y + middle, columns: x - side...x + side)
            + sum(rows: y + middle + 1...y + half, columns: x - side...x + side)
        let xx =
            sum(rows: y - side...y + side, columns: x - half...x - middle - 1)
            - 2 * sum(rows: y - side...y + side, columns: x - middle...x + middle)
            + sum(rows: y - side...y + side, columns: x + middle + 1...x + half)
        let xy =
            sum(rows: y - lobe...y - 1, columns: x + 1...x + lobe)
            + sum(rows: y + 1...y + lobe, columns: x - lobe...x - 1)
            - sum(rows: y - lobe...y - 1, columns: x - lobe...x - 1)
            - sum(rows: y + 1...y + lobe, columns: x + 1...x + lobe)
        let area = Double(size * size)
        return (Double(xx) / area, Double(yy) / area, Double(xy) / area)
    }

    struct Point {
        var x, y, scale, angle, response: Double
        var isDark: Bool
        var descriptor: [Double]
    }

    func points() -> [Point] {
        (0..<surf.octaves).flatMap { octave -> [Point] in
            let step = 1 << octave
            let sizes = (0..<surf.scalesPerOctave).map { 3 * (2 * step * ($0 + 1) + 1) }
            let rows = Array(stride(from: 0, to: height, by: step))
            let columns = Array(stride(from: 0, to: width, by: step))
            let maps = sizes.map { size in
                rows.map { y in
                    columns.map { x -> Double? in
                        derivatives(y, x, size: size).map { $0.xx * $0.yy - 0.81 * $0.xy * $0.xy }
                    }
                }
            }
            var found: [Point] = []
            for row in rows.indices {
                for layer in 1..<sizes.count - 1 {
                    for column in columns.indices {
                        guard let offset = maximum(maps, layer, row, column) else { continue }
                        let size = Double(sizes[layer]) + offset[2] * Double(6 * step)
                        let own = derivatives(rows[row], columns[column], size: sizes[layer])!
                        let x = Double(columns[column]) + offset[0] * Double(step)
                        let y = Double(rows[row]) + offset[1] * Double(step)
                        found.append(
                            described(x: x, y: y, scale: 1.2 * size / 9, maps[layer][row][column]!, own.xx + own.yy > 0)
                        )
                    }
                }
            }
            return found
        }
    }

    /// The offset of the top from a sample that is the maximum of its surroundings.
    private func maximum(_ maps: [[[Double?]]], _ layer: Int, _ row: Int, _ column: Int) -> [Double]? {
        guard row > 0, column > 0, row + 1 < maps[0].count, column + 1 < maps[0][0].count else { return nil }
        var cube: [Double] = []
        for z in layer - 1...layer + 1 {
            for y in row - 1...row + 1 {
                for x in column - 1...column + 1 {
                    guard let value = maps[z][y][x] else { return nil }
                    cube.append(value)
                }
            }
        }
        let centre = cube[13]
        guard centre > surf.hessianThreshold, cube[..<13].allSatisfy({ $0 < centre }),
            cube[14...].allSatisfy({ $0 <= centre })
        else { return nil }
        let strides = [1, 3, 9]
        let gradient = strides.map { (cube[13 + $0] - cube[13 - $0]) / 2 }
        var system = (0..<3).map { a in
            (0..<3).map { b -> Double in
                let (i, j) = (strides[a], strides[b])
                if a == b { return cube[13 + i] + cube[13 - i] - 2 * centre }
                return (cube[13 + i + j] - cube[13 + i - j] - cube[13 - i + j] + cube[13 - i - j]) / 4
            } + [-gradient[a]]
        }
        // Gauss and Jordan
        for pivot in 0..<3 {
            guard let best = (pivot..<3).max(by: { abs(system[$0][pivot]) < abs(system[$1][pivot]) }) else {
                return nil
            }
            system.swapAt(pivot, best)
            for other in 0..<3 where other != pivot {
                let factor = system[other][pivot] / system[pivot][pivot]
                for column in 0..<4 { system[other][column] -= factor * system[pivot][column] }
            }
        }
        let offset = (0..<3).map { system[$0][3] / system[$0][$0] }
        return offset.allSatisfy { abs($0) <= 1 } ? offset : nil
    }

    /// Haar responses of side 2·half: right minus left, lower minus upper.
    private func wavelets(_ x: Double, _ y: Double, half: Int) -> (x: Double, y: Double) {
        let column = Int((x + 0.5).rounded(.toNearestOrEven))
        let row = Int((y + 0.5).rounded(.toNearestOrEven))
        guard column >= half, row >= half, column + half <= width, row + half <= height else { return (0, 0) }
        func box(_ rows: Range<Int>, _ columns: Range<Int>) -> Int {
            sum(rows: ClosedRange(rows), columns: ClosedRange(columns))
        }
        let right = box(row - half..<row + half, column..<column + half)
        let left = box(row - half..<row + half, column - half..<column)
        let lower = box(row..<row + half, column - half..<column + half)
        let upper = box(row - half..<row, column - half..<column + half)
        return (Double(right - left), Double(lower - upper))
    }

    private func described(x: Double, y: Double, scale: Double, _ response: Double, _ isDark: Bool) -> Point {
        var point = Point(x: x, y: y, scale: scale, angle: 0, response: response, isDark: isDark, descriptor: [])
        if !surf.upright { point.angle = direction(point) }
        let half = Int(scale.rounded())
        for region in 0..<16 {
            var sums = [Double](repeating: 0, count: surf.extended ? 8 : 4)
            for sample in 0..<25 {
                let u = Double(region % 4 * 5 + sample % 5) - 9.5
                let v = Double(region / 4 * 5 + sample / 5) - 9.5
                let response = wavelets(
                    x + scale * (u * cos(point.angle) - v * sin(point.angle)),
                    y + scale * (u * sin(point.angle) + v * cos(point.angle)), half: half)
                let weight = exp(-(u * u + v * v) / (2 * 3.3 * 3.3))
                let dx = weight * (response.x * cos(point.angle) + response.y * sin(point.angle))
                let dy = weight * (response.y * cos(point.angle) - response.x * sin(point.angle))
                if surf.extended {
                    sums[dy < 0 ? 0 : 2] += dx
                    sums[dy < 0 ? 1 : 3] += abs(dx)
                    sums[dx < 0 ? 4 : 6] += dy
                    sums[dx < 0 ? 5 : 7] += abs(dy)
                } else {
                    for (index, value) in [dx, dy, abs(dx), abs(dy)].enumerated() { sums[index] += value }
                }
            }
            point.descriptor += sums
        }
        let norm = point.descriptor.reduce(0) { $0 + $1 * $1 }.squareRoot()
        if norm > 0 { point.descriptor = point.descriptor.map { $0 / norm } }
        return point
    }

    private func direction(_ point: Point) -> Double {
        let half = Int((2 * point.scale).rounded())
        var responses: [(bin: Int, x: Double, y: Double)] = []
        for i in -6...6 {
            for j in -6...6 where i * i + j * j < 36 {
                let response = wavelets(
                    point.x + Double(i) * point.scale, point.y + Double(j) * point.scale, half: half)
                let weight = exp(-Double(i * i + j * j) / 8)
                var angle = atan2(response.y, response.x)
                if angle < 0 { angle += 2 * .pi }
                responses.append((Int(angle / (2 * .pi) * 144) % 144, weight * response.x, weight * response.y))
            }
        }
        var best = (length: 0.0, angle: 0.0)
        for first in 0..<144 {
            let inside = responses.filter { ($0.bin - first + 144) % 144 < 24 }
            let x = inside.reduce(0) { $0 + $1.x }
            let y = inside.reduce(0) { $0 + $1.y }
            if x * x + y * y > best.length * (1 + 1e-9) { best = (x * x + y * y, atan2(y, x)) }
        }
        return best.angle < 0 ? best.angle + 2 * .pi : best.angle
    }
}
