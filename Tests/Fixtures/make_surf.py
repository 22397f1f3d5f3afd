"""Pictures for the tests of SURF: scenes, and the same turned by 30 degrees, enlarged by 1.5, and both.

Prints the repeatability of OpenCV's SIFT on them, counted as the test does (SURFTests.swift), after Mikolajczyk et al., A
Comparison of Affine Region Detectors, IJCV 2005: of the keypoints whose place lies in both pictures, the share whose region, a
circle of three times the scale, has a partner that overlaps it by at least 60 % (intersection over union; their overlap error
of 40 %), one to one, the largest overlap first, with respect to the picture that has fewer keypoints.
"""
from pathlib import Path

import cv2
import numpy as np

from scenes import scene

FOLDER = Path(__file__).parent / "surf"
VARIANTS = {"turned": (30, 1.0), "larger": (0, 1.5), "both": (30, 1.5)}


def variant(picture, degrees, scale):
    """The picture turned clockwise on the screen about its centre and enlarged, in a canvas that holds it whole, and the
    matrix [2, 3] that takes points there. Oversampled Lanczos: the borders of boxes are not what is to be tested."""
    height, width = picture.shape
    angle = np.deg2rad(degrees)
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    size = np.ceil(np.abs(turn) @ [width, height]).astype(int)
    centre = np.array([(width - 1) / 2, (height - 1) / 2])
    matrix = np.hstack([turn, ((size - 1) / 2 - turn @ centre)[:, None]])
    oversampling = 3
    fine = oversampling * matrix
    fine[:, 2] += (oversampling - 1) / 2
    result = cv2.warpAffine(picture.astype(np.float32), fine, tuple(int(s) for s in oversampling * size),
                            flags=cv2.INTER_LANCZOS4, borderMode=cv2.BORDER_REFLECT_101)
    result = cv2.resize(result, tuple(int(s) for s in size), interpolation=cv2.INTER_AREA)
    return np.clip(np.rint(result), 0, 255).astype(np.uint8), matrix.astype(np.float32)


def overlap(distance, first, second):
    """Intersection over union of circles of the radii `first` and `second` at `distance`."""
    distance = np.maximum(distance, 1e-9)
    small, large = np.minimum(first, second), np.maximum(first, second)
    half = (distance**2 + first**2 - second**2) / (2 * distance * first)
    other = (distance**2 + second**2 - first**2) / (2 * distance * second)
    kite = (-distance + first + second) * (distance + large - small) * (distance - large + small) * (distance + first + second)
    common = (first**2 * np.arccos(np.clip(half, -1, 1)) + second**2 * np.arccos(np.clip(other, -1, 1))
              - np.sqrt(np.maximum(kite, 0)) / 2)
    common = np.where(distance <= large - small, np.pi * small**2, np.where(distance >= first + second, 0, common))
    return common / (np.pi * (first**2 + second**2) - common)


def repeatability(first, second, matrix, factor, shapes, margin=20):
    """`first` and `second` are rows x, y, scale; see above. Points nearer than `margin` to a border do not count."""
    def inside(points, shape):
        return ((points >= margin) & (points <= np.array(shape[::-1]) - 1 - margin)).all(axis=1)
    inverse = cv2.invertAffineTransform(matrix)
    forward = first[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    back = second[:, :2] @ inverse[:, :2].T + inverse[:, 2]
    keep = inside(forward, shapes[1]) & inside(first[:, :2], shapes[0])
    forward, scales = forward[keep], first[keep, 2] * factor
    second = second[inside(back, shapes[0]) & inside(second[:, :2], shapes[1])]
    distance = np.linalg.norm(forward[:, None] - second[None, :, :2], axis=2)
    shared = overlap(distance, 3 * scales[:, None], 3 * second[None, :, 2])
    pairs = np.argwhere(shared >= 0.6)
    pairs = pairs[np.argsort(-shared[tuple(pairs.T)], kind="stable")]
    left, right = set(), set()
    for i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left) / max(1, min(len(forward), len(second))), len(forward), len(second)


def sift(picture):
    points = cv2.SIFT_create().detect(picture, None)
    return np.array([[p.pt[0], p.pt[1], p.size / 2] for p in points])


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for seed in (1, 2):
        original = scene(seed, 200, 240)
        cv2.imwrite(str(FOLDER / f"scene{seed}.png"), original)
        for name, (degrees, scale) in VARIANTS.items():
            changed, matrix = variant(original, degrees, scale)
            if (seed == 2) == (name == "both"):
                cv2.imwrite(str(FOLDER / f"scene{seed}-{name}.png"), changed)
                np.save(FOLDER / f"scene{seed}-{name}.npy", matrix)
            share, left, right = repeatability(
                sift(original), sift(changed), matrix, scale, (original.shape, changed.shape))
            print(f"scene {seed} {name}: OpenCV SIFT {share:.1%} of {left} and {right}")
