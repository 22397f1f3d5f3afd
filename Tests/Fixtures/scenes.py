"""Generated pictures for the fixtures: no photograph is part of this project.

A scene has what feature detectors look for: a background of 1/f noise, polygons and ellipses of many sizes with soft and
hard edges, gratings, and a little sensor noise. The same seed gives the same picture.
"""
import cv2
import numpy as np


def noise(random, height, width, exponent):
    """Noise whose amplitude falls as 1/frequency^exponent, mean 0 and standard deviation 1."""
    spectrum = np.fft.rfft2(random.normal(size=(height, width)))
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :])
    frequency[0, 0] = 1
    picture = np.fft.irfft2(spectrum / frequency**exponent, (height, width))
    return (picture - picture.mean()) / picture.std()


def scene(seed, height=240, width=320, channels=1, shapes=60):
    """A picture of shape (height, width) or (height, width, 3), uint8."""
    random = np.random.default_rng(seed)
    picture = np.stack([120 + 25 * noise(random, height, width, 1.2) for _ in range(channels)], axis=2)
    side = min(height, width)
    for _ in range(shapes):
        size = side * 0.25 * random.uniform(0.08, 1) ** 1.5
        centre = random.uniform(0, 1, 2) * (width, height)
        mask = np.zeros((height, width), np.uint8)
        if random.random() < 0.5:
            corners = random.integers(3, 7)
            angles = np.sort(random.uniform(0, 2 * np.pi, corners))
            points = centre + size * random.uniform(0.5, 1.2, (corners, 1)) * np.stack([np.cos(angles), np.sin(angles)], 1)
            cv2.fillPoly(mask, [np.rint(points * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        else:
            axes = np.maximum(1, size * random.uniform(0.3, 1, 2))
            cv2.ellipse(mask, (int(centre[0] * 16), int(centre[1] * 16)), (int(axes[0] * 16), int(axes[1] * 16)),
                        random.uniform(0, 180), 0, 360, 255, -1, cv2.LINE_AA, 4)
        if random.random() < 0.4:
            mask = cv2.GaussianBlur(mask, (0, 0), random.uniform(0.8, 3))
        alpha = (mask / 255.0 * random.uniform(0.5, 1))[:, :, None]
        colour = random.uniform(10, 245, channels)
        if random.random() < 0.3:
            y, x = np.mgrid[:height, :width]
            direction = random.uniform(0, np.pi)
            wave = np.sin((x * np.cos(direction) + y * np.sin(direction)) * 2 * np.pi / random.uniform(4, 16))
            colour = colour + 40 * wave[:, :, None]
        picture = picture * (1 - alpha) + colour * alpha
    picture += 1.5 * random.normal(size=picture.shape)
    picture = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    return picture[:, :, 0] if channels == 1 else picture
