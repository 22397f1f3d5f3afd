import Core

/// A figure on a ground: what stands out of a grey picture, such as a digit on paper, and how strongly each pixel does.
///
/// The light on a photographed page is uneven: what a pixel would be without ink is estimated from the pixels around it. Noise below
/// three of its deviations is ground, specks that are small beside the largest piece are no part of the figure, and neither are shadows
/// that come in from the edge and frames around it.
struct FigureInPicture: Sendable {
    /// Where the figure lies; `bottom` and `right` are behind it.
    struct Box: Sendable, Hashable {
        var top: Int
        var left: Int
        var bottom: Int
        var right: Int

        var height: Int { bottom - top }
        var width: Int { right - left }
        var longer: Int { max(height, width) }
    }

    let shape: ImageShape
    /// Grey levels of the ground and of the strongest ink.
    let ground: Double
    let ink: Double
    let box: Box
    /// Connected pieces of ink that are at least a quarter of the largest.
    let parts: Int
    /// How much of the ink each pixel has, 0…255.
    let strength: [UInt8]
    /// Share of the pixels that is ground.
    private let groundShare: Double

    var isDarkOnLight: Bool { ink < ground }
    /// Is most of the picture a quiet ground?
    var isPlain: Bool { groundShare >= 0.5 }

    /// Levels between ground and ink below which there is no figure.
    private static let leastContrast = 24.0

    /// - Parameter pixels: Grey, `[row][column]`.
    /// - Returns: nil where nothing stands out.
    init?(_ pixels: [UInt8], _ shape: ImageShape) {
        self.shape = shape
        let border = Self.border(pixels, shape)
        let level = Self.median(border)
        let isDark = Self.isDark(pixels, level)
        // With the sign that makes ink positive.
        let sign: Float = isDark ? -1 : 1
        let around = Ground(pixels, shape, isLight: isDark)
        var excess = [Float](repeating: 0, count: pixels.count)
        for row in 0..<shape.height {
            for column in 0..<shape.width {
                let place = row * shape.width + column
                excess[place] = sign * (Float(pixels[place]) - around[row, column])
            }
        }
        let quiet = Self.deviation(excess)
        let strongest = Self.high(excess)
        guard Double(strongest) >= Self.leastContrast, strongest > 4 * quiet else { return nil }
        let floor = min(3 * quiet, strongest / 3)
        let threshold = max(strongest * 0.4, floor)
        guard let pieces = Pieces(excess.map { $0 >= threshold }, shape) else { return nil }
        var strength = [UInt8](repeating: 0, count: pixels.count)
        var (isGround, inkPixels) = (0, 0)
        for place in excess.indices {
            let share = (excess[place] - floor) / (strongest - floor)
            if excess[place] < threshold { isGround += 1 } else { inkPixels += 1 }
            guard share > 0, pieces.isNear(place) else { continue }
            strength[place] = UInt8(min(share, 1) * 255 + 0.5)
        }
        self.strength = strength
        box = pieces.box
        parts = pieces.large
        groundShare = Double(isGround) / Double(max(isGround + inkPixels, 1))
        ground = level
        ink = min(max(level + Double(sign * strongest), 0), 255)
    }

    /// How far the middle of the mass, and that of the box, lie from that of the picture, in pixels down and to the right.
    var offsetOfMass: (Double, Double) {
        var (mass, rows, columns) = (0.0, 0.0, 0.0)
        for (place, value) in strength.enumerated() where value > 0 {
            mass += Double(value)
            rows += Double(value) * (Double(place / shape.width) + 0.5)
            columns += Double(value) * (Double(place % shape.width) + 0.5)
        }
        guard mass > 0 else { return (0, 0) }
        return (rows / mass - Double(shape.height) / 2, columns / mass - Double(shape.width) / 2)
    }

    var offsetOfBox: (Double, Double) {
        (Double(box.top + box.bottom - shape.height) / 2, Double(box.left + box.right - shape.width) / 2)
    }

    // MARK: Levels

    /// The pixels within a twentieth of the sides from the edge.
    private static func border(_ pixels: [UInt8], _ shape: ImageShape) -> [UInt8] {
        let (down, right) = (max(1, shape.height / 20), max(1, shape.width / 20))
        return pixels.indices.filter { place in
            let (row, column) = (place / shape.width, place % shape.width)
            return row < down || row >= shape.height - down || column < right || column >= shape.width - right
        }.map { pixels[$0] }
    }

    private static func median(_ values: [UInt8]) -> Double {
        var counts = [Int](repeating: 0, count: 256)
        for value in values { counts[Int(value)] += 1 }
        var below = 0
        for level in 0..<256 {
            below += counts[level]
            if 2 * below >= values.count { return Double(level) }
        }
        return 0
    }

    /// Is more of the picture much darker than the ground than much lighter? A little ink counts for more than a large faint shadow
    /// or the grain of the paper.
    private static func isDark(_ pixels: [UInt8], _ ground: Double) -> Bool {
        var (dark, light) = (0.0, 0.0)
        for value in pixels {
            let difference = Double(value) - ground
            if difference < -leastContrast { dark -= difference * difference * difference }
            if difference > leastContrast { light += difference * difference * difference }
        }
        return dark > light
    }

    /// The spread of the values of the ground, from the median of their sizes below the middle one.
    private static func deviation(_ excess: [Float]) -> Float {
        let sizes = excess.map(abs).sorted()
        // Of the quieter three quarters, the median: for noise alone 0.49 of a deviation.
        return sizes[sizes.count * 3 / 8] / 0.489
    }

    /// What the strongest of the pixels that stand out reach: all but the last twentieth of them.
    private static func high(_ excess: [Float]) -> Float {
        let top = excess.max() ?? 0
        let strong = excess.filter { $0 > top / 2 }.sorted()
        return strong.isEmpty ? 0 : strong[strong.count * 19 / 20]
    }
}

/// What a picture would be without ink: the light level (of light paper; else the dark one) of each eighth of the picture and its
/// neighbours, and between their middles interpolated.
private struct Ground {
    private let levels: [Float]
    private let rows: Int
    private let columns: Int
    private let shape: ImageShape

    init(_ pixels: [UInt8], _ shape: ImageShape, isLight: Bool) {
        self.shape = shape
        rows = min(8, max(1, shape.height / 16))
        columns = min(8, max(1, shape.width / 16))
        var tiles = [Float](repeating: 0, count: rows * columns)
        for row in 0..<rows {
            for column in 0..<columns {
                var values: [UInt8] = []
                for y in row * shape.height / rows..<(row + 1) * shape.height / rows {
                    for x in column * shape.width / columns..<(column + 1) * shape.width / columns {
                        values.append(pixels[y * shape.width + x])
                    }
                }
                values.sort()
                tiles[row * columns + column] = Float(values[values.count * (isLight ? 3 : 1) / 4])
            }
        }
        // A stroke may cover a tile, but not its neighbours all.
        var levels = tiles
        for row in 0..<rows {
            for column in 0..<columns {
                var near: [Float] = []
                for y in max(row - 1, 0)...min(row + 1, rows - 1) {
                    for x in max(column - 1, 0)...min(column + 1, columns - 1) { near.append(tiles[y * columns + x]) }
                }
                near.sort()
                levels[row * columns + column] = near[(near.count - 1) * (isLight ? 3 : 1) / 4]
            }
        }
        self.levels = levels
    }

    /// The level at a pixel.
    subscript(row: Int, column: Int) -> Float {
        let y = min(max((Float(row) + 0.5) * Float(rows) / Float(shape.height) - 0.5, 0), Float(rows - 1))
        let x = min(max((Float(column) + 0.5) * Float(columns) / Float(shape.width) - 0.5, 0), Float(columns - 1))
        let (top, left) = (Int(y), Int(x))
        let (bottom, right) = (min(top + 1, rows - 1), min(left + 1, columns - 1))
        let (down, along) = (y - Float(top), x - Float(left))
        let above = levels[top * columns + left] * (1 - along) + levels[top * columns + right] * along
        let below = levels[bottom * columns + left] * (1 - along) + levels[bottom * columns + right] * along
        return above * (1 - down) + below * down
    }
}

/// The connected pieces of what stands out, without specks, what comes in from the edge, and frames.
private struct Pieces {
    private(set) var box: FigureInPicture.Box
    /// Pieces that are at least a quarter of the largest.
    private(set) var large: Int
    /// Pixels of the figure and those beside them.
    private var near: [Bool]

    func isNear(_ place: Int) -> Bool { near[place] }

    /// - Parameter isInk: A value a pixel.
    /// - Returns: nil where nothing stands out.
    init?(_ isInk: [Bool], _ shape: ImageShape) {
        let (height, width) = (shape.height, shape.width)
        let (piece, found) = Self.collect(isInk, shape)
        // Frames are treated as what comes in from the edge.
        let isOutside = found.indices.map { found[$0].touchesEdge || Self.isFrame($0, piece, found, shape) }
        guard let largest = found.map(\.size).max() else { return nil }
        // What touches the edge is the figure only where nothing else is nearly as large; a frame never is where it holds something.
        let inner = found.indices.filter { !isOutside[$0] }.map { found[$0].size }.max() ?? 0
        let holds = found.indices.contains { isOutside[$0] && !found[$0].touchesEdge }
        let ignoresEdge = holds || inner * 4 >= largest
        let reference = ignoresEdge ? inner : largest
        let isKept = found.indices.map { found[$0].size >= max(1, reference / 30) && !(ignoresEdge && isOutside[$0]) }
        large = found.indices.count { isKept[$0] && found[$0].size * 4 >= reference }
        var box = FigureInPicture.Box(top: height, left: width, bottom: 0, right: 0)
        for index in found.indices where isKept[index] {
            box.top = min(box.top, found[index].box.top)
            box.left = min(box.left, found[index].box.left)
            box.bottom = max(box.bottom, found[index].box.bottom)
            box.right = max(box.right, found[index].box.right)
        }
        guard box.bottom > box.top else { return nil }
        self.box = box
        var near = [Bool](repeating: false, count: isInk.count)
        let reach = max(1, max(height, width) / 64)
        for place in piece.indices where piece[place] >= 0 && isKept[piece[place]] {
            let (row, column) = (place / width, place % width)
            for y in max(row - reach, 0)...min(row + reach, height - 1) {
                for x in max(column - reach, 0)...min(column + reach, width - 1) { near[y * width + x] = true }
            }
        }
        self.near = near
    }

    private struct Piece {
        var size = 0
        var touchesEdge = false
        var box: FigureInPicture.Box
    }

    /// The piece of each pixel, −1 for none, and the pieces.
    private static func collect(_ isInk: [Bool], _ shape: ImageShape) -> (piece: [Int], found: [Piece]) {
        let (height, width) = (shape.height, shape.width)
        var piece = [Int](repeating: -1, count: isInk.count)
        var found: [Piece] = []
        var open: [Int] = []
        for start in isInk.indices where isInk[start] && piece[start] < 0 {
            piece[start] = found.count
            open.append(start)
            var current = Piece(box: FigureInPicture.Box(top: height, left: width, bottom: 0, right: 0))
            while let place = open.popLast() {
                let (row, column) = (place / width, place % width)
                current.size += 1
                if row == 0 || column == 0 || row == height - 1 || column == width - 1 { current.touchesEdge = true }
                current.box.top = min(current.box.top, row)
                current.box.left = min(current.box.left, column)
                current.box.bottom = max(current.box.bottom, row + 1)
                current.box.right = max(current.box.right, column + 1)
                for y in max(row - 1, 0)...min(row + 1, height - 1) {
                    for x in max(column - 1, 0)...min(column + 1, width - 1) {
                        let next = y * width + x
                        guard isInk[next], piece[next] < 0 else { continue }
                        piece[next] = found.count
                        open.append(next)
                    }
                }
            }
            found.append(current)
        }
        return (piece, found)
    }

    /// Is a piece a rectangle drawn around another one? It runs along three fifths of each side of its box, or more, and holds a piece with
    /// at least a twentieth of its pixels and a third of its length (more than the dot in a zero).
    private static func isFrame(_ index: Int, _ piece: [Int], _ found: [Piece], _ shape: ImageShape) -> Bool {
        let box = found[index].box
        // Three fifths of each side are so many pixels at least; most pieces are specks.
        guard min(box.height, box.width) > 2, found[index].size * 5 >= 3 * (box.height + box.width) else {
            return false
        }
        let holdsAnother = found.contains { other in
            other.box.top > box.top && other.box.left > box.left && other.box.bottom < box.bottom
                && other.box.right < box.right && other.size * 20 >= found[index].size
                && other.box.longer * 3 >= box.longer
        }
        guard holdsAnother else { return false }
        // Frames are seldom quite upright.
        let band = (down: max(1, box.height / 8), along: max(1, box.width / 8))
        func share(_ along: Range<Int>, _ across: Range<Int>, _ place: (Int, Int) -> Int) -> Double {
            Double(along.count { a in across.contains { piece[place(a, $0)] == index } }) / Double(along.count)
        }
        let width = shape.width
        return [box.top..<box.top + band.down, box.bottom - band.down..<box.bottom].allSatisfy { rows in
            share(box.left..<box.right, rows) { $1 * width + $0 } >= 0.6
        }
            && [box.left..<box.left + band.along, box.right - band.along..<box.right].allSatisfy { columns in
                share(box.top..<box.bottom, columns) { $0 * width + $1 } >= 0.6
            }
    }
}
