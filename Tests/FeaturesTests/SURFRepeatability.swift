import Core
import Foundation

/// Which keypoints of two pictures of the same thing belong together.
///
/// K. Mikolajczyk et al., *A Comparison of Affine Region Detectors*, IJCV 2005: the regions, here circles of three times the
/// scale, overlap with an error (1 − intersection over union) of at most 40 %; one to one, the largest overlap first. Points
/// nearer than 20 pixels to a border of either picture do not count.
struct Repeatability {
    var pairs: [(Int, Int)] = []
    var counts: (Int, Int)
    /// With respect to the picture that has fewer keypoints.
    var share: Double { Double(pairs.count) / Double(max(1, min(counts.0, counts.1))) }

    /// - Parameter matrix: 2×3, takes points of the first picture into the second.
    init(
        _ first: [Keypoint], _ second: [Keypoint], _ matrix: [Float], _ factor: Float, _ firstShape: ImageShape,
        _ secondShape: ImageShape
    ) {
        func inside(_ x: Float, _ y: Float, _ shape: ImageShape) -> Bool {
            x >= 20 && y >= 20 && x <= Float(shape.width - 21) && y <= Float(shape.height - 21)
        }
        func forward(_ point: Keypoint) -> (x: Float, y: Float) {
            (
                matrix[0] * point.x + matrix[1] * point.y + matrix[2],
                matrix[3] * point.x + matrix[4] * point.y + matrix[5]
            )
        }
        func back(_ point: Keypoint) -> (x: Float, y: Float) {
            let determinant = matrix[0] * matrix[4] - matrix[1] * matrix[3]
            let (x, y) = (point.x - matrix[2], point.y - matrix[5])
            return ((matrix[4] * x - matrix[1] * y) / determinant, (matrix[0] * y - matrix[3] * x) / determinant)
        }
        let left = first.indices.filter {
            let place = forward(first[$0])
            return inside(first[$0].x, first[$0].y, firstShape) && inside(place.x, place.y, secondShape)
        }
        let right = second.indices.filter {
            let place = back(second[$0])
            return inside(second[$0].x, second[$0].y, secondShape) && inside(place.x, place.y, firstShape)
        }
        counts = (left.count, right.count)
        var candidates: [(overlap: Double, left: Int, right: Int)] = []
        for a in left {
            let place = forward(first[a])
            for b in right {
                let distance = hypot(place.x - second[b].x, place.y - second[b].y)
                let overlap = Self.overlap(
                    Double(distance), Double(3 * first[a].scale * factor), Double(3 * second[b].scale))
                if overlap >= 0.6 { candidates.append((overlap, a, b)) }
            }
        }
        var (usedLeft, usedRight) = (Set<Int>(), Set<Int>())
        for candidate in candidates.sorted(by: { $0.overlap > $1.overlap })
        where !usedLeft.contains(candidate.left) && !usedRight.contains(candidate.right) {
            usedLeft.insert(candidate.left)
            usedRight.insert(candidate.right)
            pairs.append((candidate.left, candidate.right))
        }
    }

    /// Intersection over union of two circles.
    private static func overlap(_ distance: Double, _ first: Double, _ second: Double) -> Double {
        let (small, large) = (min(first, second), max(first, second))
        let union = Double.pi * (first * first + second * second)
        if distance >= first + second { return 0 }
        if distance <= large - small {
            let common = Double.pi * small * small
            return common / (union - common)
        }
        // Two segments: sectors less the kite between the centres and the points where the circles cross.
        let half = acos((distance * distance + first * first - second * second) / (2 * distance * first))
        let other = acos((distance * distance + second * second - first * first) / (2 * distance * second))
        let kite = distance * first * sin(half)
        let common = first * first * half + second * second * other - kite
        return common / (union - common)
    }
}
