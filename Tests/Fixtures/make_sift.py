"""Writes sift/: pictures, OpenCV's SIFT keypoints and descriptors of them, and OpenCV's repeatability.

    python make_sift.py

For each scene NAME: NAME.png, NAME-keypoints.npy (x, y, sigma, angle in radians, response) and NAME-descriptors.npy (uint8).
repeatability.npy: for each scene the share of keypoints found again after a rotation by 30 degrees and after enlarging by
1.5, with the rules of `found_again`, which SIFTTests.swift repeats. Made with OpenCV 5.0.0, NumPy 2.4.
"""
from pathlib import Path

import cv2
import numpy as np

from scenes import scene

TARGET = Path(__file__).parent / "sift"


def warp(picture, matrix, height, width):
    """The picture at matrix @ (x, y, 1) for each pixel, bilinear in double precision; 128 outside."""
    y, x = np.mgrid[:height, :width].astype(np.float64)
    sx = matrix[0][0] * x + matrix[0][1] * y + matrix[0][2]
    sy = matrix[1][0] * x + matrix[1][1] * y + matrix[1][2]
    left, top = np.floor(sx), np.floor(sy)
    inside = (left >= 0) & (top >= 0) & (left < picture.shape[1] - 1) & (top < picture.shape[0] - 1)
    i, j = np.where(inside, top, 0).astype(int), np.where(inside, left, 0).astype(int)
    u, v = sx - left, sy - top
    p = picture.astype(np.float64)
    value = (p[i, j] * (1 - u) + p[i, j + 1] * u) * (1 - v) + (p[i + 1, j] * (1 - u) + p[i + 1, j + 1] * u) * v
    return np.where(inside, np.floor(value + 0.5), 128).astype(np.uint8)


def motions(height, width):
    """Source of each pixel of the picture turned by 30 degrees about its centre, and of that enlarged by 1.5."""
    c, s = np.cos(np.pi / 6), np.sin(np.pi / 6)
    x, y = (width - 1) / 2, (height - 1) / 2
    turned = [[c, s, x - c * x - s * y], [-s, c, y + s * x - c * y]]
    enlarged = [[1 / 1.5, 0, 0.5 / 1.5 - 0.5], [0, 1 / 1.5, 0.5 / 1.5 - 0.5]]
    return [(turned, height, width, 1.0), (enlarged, int(height * 1.5), int(width * 1.5), 1.5)]


def detect(picture, compute=False):
    sift = cv2.SIFT_create()
    keypoints, descriptors = sift.detectAndCompute(picture, None)
    return np.array([(*k.pt, k.size / 2, np.deg2rad(k.angle), k.response) for k in keypoints], np.float32), descriptors


def found_again(first, second, matrix, height, width, scale):
    """Of the places in the first picture that lie 20 pixels inside the second, the share with a keypoint there within 1.5 pixels
    and a factor of 1.25 in scale. Places with several directions count once."""
    inverse = np.linalg.inv(np.array([*matrix, [0, 0, 1]]))
    places = np.unique(first[:, :3], axis=0).astype(np.float64)
    moved = places[:, :2] @ inverse[:2, :2].T + inverse[:2, 2]
    inside = (moved >= 20).all(1) & (moved[:, 0] < width - 20) & (moved[:, 1] < height - 20)
    found = 0
    for (x, y), sigma in zip(moved[inside], places[inside, 2] * scale):
        near = np.hypot(second[:, 0] - x, second[:, 1] - y) <= 1.5
        ratio = second[:, 2] / sigma
        found += bool((near & (ratio < 1.25) & (ratio > 0.8)).any())
    return found / inside.sum()


def main():
    TARGET.mkdir(exist_ok=True)
    shares = []
    for name, seed in (("one", 31), ("two", 32)):
        picture = scene(seed, 192, 256)
        keypoints, descriptors = detect(picture)
        cv2.imwrite(str(TARGET / f"{name}.png"), picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
        np.save(TARGET / f"{name}-keypoints.npy", keypoints)
        np.save(TARGET / f"{name}-descriptors.npy", descriptors.astype(np.uint8))
        row = []
        for matrix, height, width, scale in motions(*picture.shape):
            moved = warp(picture, matrix, height, width)
            row.append(found_again(keypoints, detect(moved)[0], matrix, height, width, scale))
        shares.append(row)
        print(name, len(keypoints), "keypoints, found again:", row)
    np.save(TARGET / "repeatability.npy", np.array(shares, np.float32))


if __name__ == "__main__":
    main()
