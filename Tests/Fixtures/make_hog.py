"""Writes hog/: pictures, and what scikit-image and OpenCV make of them.

    grey.png 61x45 and colour.png 50x40      the pictures
    scikit-image-*.npy, opencv-*.npy         descriptors, in the order of HOGParityTests
    lbp-*.npy                                codes of scikit-image's local_binary_pattern, one a pixel
"""
from pathlib import Path

import cv2
import numpy as np
from skimage.feature import hog, local_binary_pattern

from scenes import scene

folder = Path(__file__).parent / "hog"
folder.mkdir(exist_ok=True)
grey = scene(31, height=45, width=61, shapes=25)
colour = scene(32, height=40, width=50, channels=3, shapes=25)
cv2.imwrite(str(folder / "grey.png"), grey)
cv2.imwrite(str(folder / "colour.png"), colour[:, :, ::-1])  # OpenCV writes BGR


def save(name, values):
    np.save(folder / f"{name}.npy", np.asarray(values, np.float32))


# picture, cell, block, bins, normalisation, square roots
SCIKIT_IMAGE = [
    (grey, 8, 2, 9, "L2-Hys", False),
    (grey, 7, 3, 6, "L2", False),
    (grey, 5, 1, 12, "L1", False),
    (grey, 4, 2, 8, "L1-sqrt", False),
    (grey, 6, 2, 9, "L2-Hys", True),
    (colour, 8, 2, 9, "L2-Hys", False),
    (colour, 5, 2, 7, "L1-sqrt", True),
]
for index, (picture, cell, block, bins, norm, roots) in enumerate(SCIKIT_IMAGE):
    save(f"scikit-image-{index}", hog(
        picture, orientations=bins, pixels_per_cell=(cell, cell), cells_per_block=(block, block), block_norm=norm,
        transform_sqrt=roots, channel_axis=2 if picture.ndim == 3 else None))

# picture, cell, block and stride in cells, bins, signed, square roots
OPENCV = [
    (grey, 8, 2, 1, 9, False, False),
    (grey, 4, 2, 1, 18, True, False),
    (grey, 5, 3, 2, 9, False, True),
    (grey, 6, 2, 2, 12, False, False),
    (colour, 8, 2, 1, 9, False, False),
    (colour, 4, 4, 3, 9, False, True),
]
for index, (picture, cell, block, stride, bins, signed, roots) in enumerate(OPENCV):
    side = block * cell
    step = stride * cell
    window = tuple((length - side) // step * step + side for length in (picture.shape[1], picture.shape[0]))
    descriptor = cv2.HOGDescriptor(window, (side, side), (step, step), (cell, cell), bins, 1, -1,
                                   cv2.HOGDescriptor_L2Hys, 0.2, roots, 64, signed)
    save(f"opencv-{index}", descriptor.compute(picture, winStride=(4096, 4096), locations=[(0, 0)]))

# neighbours, radius
for index, (points, radius) in enumerate([(8, 1), (8, 2), (16, 2), (24, 3)]):
    for method in ["default", "ror", "uniform"] + ["nri_uniform"] * (points == 8):
        if points == 24 and method != "uniform":
            continue
        save(f"lbp-{index}-{method}", local_binary_pattern(grey, points, radius, method))
