"""Fixtures of vocabularies, mixtures, projections and codes: scikit-learn, scikit-image and VLFeat.

    VLFEAT=…/libvl.so ~/peers/bin/python make_encoders.py

Without VLFEAT the files named vlfeat-… are left as they are.
"""
import ctypes
import os
import pathlib
import warnings

import numpy as np
from skimage.feature import fisher_vector
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")
FOLDER = pathlib.Path(__file__).parent / "encoders"
FOLDER.mkdir(exist_ok=True)
COLUMNS = 12


def save(name, array):
    np.save(FOLDER / f"{name}.npy", np.ascontiguousarray(array, np.float32))


random = np.random.default_rng(11)
centres = random.normal(0, 2, (9, COLUMNS))
scales = random.uniform(0.4, 1.6, (9, COLUMNS))
kind = random.integers(9, size=700)
data = (centres[kind] + scales[kind] * random.normal(size=(700, COLUMNS)) + 3).astype(np.float32)
save("data", data)

# k-means: six Lloyd iterations from the first fourteen rows.
model = KMeans(14, init=data[:14], n_init=1, max_iter=6, tol=0, algorithm="lloyd").fit(data)
save("kmeans-words", model.cluster_centers_)

# EM: eight iterations from the first seven rows, with variances of 2.
mixture = GaussianMixture(7, covariance_type="diag", max_iter=8, tol=0, reg_covar=0,
                          weights_init=np.full(7, 1 / 7), means_init=data[:7].astype(float),
                          precisions_init=np.full((7, COLUMNS), 0.5)).fit(data.astype(float))
save("gmm-weights", mixture.weights_)
save("gmm-means", mixture.means_)
save("gmm-variances", mixture.covariances_)
save("gmm-score", [mixture.score(data.astype(float))])

# Principal components, of many rows and of fewer rows than columns.
for name, rows in (("pca", data), ("pca-few", data[:8])):
    projection = PCA(5).fit(rows.astype(float))
    save(f"{name}-directions", projection.components_)
    save(f"{name}-variances", projection.explained_variance_)

# Codes of the rows 100…149.
some = data[100:150]
save("skimage-fisher", fisher_vector(some.astype(float), mixture, improved=True))


def pointer(array):
    return array.ctypes.data_as(ctypes.c_void_p)


if "VLFEAT" in os.environ:
    library = ctypes.CDLL(os.environ["VLFEAT"])
    library.vl_set_num_threads(1)
    size, single = ctypes.c_size_t, ctypes.c_uint32(1)
    means, variances = mixture.means_.astype(np.float32), mixture.covariances_.astype(np.float32)
    weights, rows = mixture.weights_.astype(np.float32), np.ascontiguousarray(some)
    code = np.zeros(2 * 7 * COLUMNS, np.float32)
    library.vl_fisher_encode(pointer(code), single, pointer(means), size(COLUMNS), size(7), pointer(variances),
                             pointer(weights), pointer(rows), size(len(rows)), ctypes.c_int(3))
    save("vlfeat-fisher", code)
    words = model.cluster_centers_.astype(np.float32)
    nearest = ((rows[:, None] - words[None]) ** 2).sum(2).argmin(1)
    assignments = np.eye(14, dtype=np.float32)[nearest]
    for name, flags in (("plain", 0), ("intra", 1), ("root", 2)):
        code = np.zeros(14 * COLUMNS, np.float32)
        library.vl_vlad_encode(pointer(code), single, pointer(words), size(COLUMNS), size(14), pointer(rows),
                               size(len(rows)), pointer(assignments), ctypes.c_int(flags))
        save(f"vlfeat-vlad-{name}", code)
    # The table of VLFeat is coarse at small numbers, so those begin at 0.02.
    numbers = np.linspace(0.02, 1, 50)
    library.vl_homogeneouskernelmap_new.restype = ctypes.c_void_p
    for kernel, name in enumerate(("intersection", "chi2", "jensen-shannon")):
        for order in (1, 2):
            table = ctypes.c_void_p(library.vl_homogeneouskernelmap_new(
                ctypes.c_uint32(kernel), ctypes.c_double(1), size(order), ctypes.c_double(-1), ctypes.c_uint32(1)))
            mapped = np.zeros((50, 2 * order + 1), np.float32)
            for index, number in enumerate(numbers):
                library.vl_homogeneouskernelmap_evaluate_f(
                    table, ctypes.c_void_p(mapped[index].ctypes.data), size(1), ctypes.c_double(number))
            save(f"vlfeat-map-{name}-{order}", mapped)
