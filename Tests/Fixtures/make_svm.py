"""Fixtures of kernel machines: LIBSVM's predictions and objectives on generated rows.

    ~/peers/bin/python make_svm.py

Each set has rows, labels and test rows; for each of KERNELS a row of predictions, and a row of the dual objective (summed over
the pairs of classes, computed in double precision from LIBSVM's coefficients) and the number of support vectors. Kernels that
LIBSVM has not are given to it as matrices.
"""
import pathlib

import numpy as np
from libsvm.svmutil import svm_predict, svm_problem, svm_train

FOLDER = pathlib.Path(__file__).parent / "svm"
FOLDER.mkdir(exist_ok=True)
COEF0, DEGREE, TOLERANCE = 0.5, 3, 1e-5
# name, C
KERNELS = [("linear", 1), ("polynomial", 2), ("rbf", 5), ("sigmoid", 1), ("intersection", 1), ("chi2", 1),
           ("exponential-chi2", 5)]


def save(name, array):
    np.save(FOLDER / f"{name}.npy", np.ascontiguousarray(array, np.float32))


def kernel(name, gamma, x, y):
    x, y = x.astype(float), y.astype(float)
    dot = x @ y.T
    if name == "linear":
        return dot
    if name == "polynomial":
        return (gamma * dot + COEF0) ** DEGREE
    if name == "rbf":
        return np.exp(-gamma * ((x[:, None] - y[None]) ** 2).sum(2))
    if name == "sigmoid":
        return np.tanh(0.1 * gamma * dot - COEF0)
    if name == "intersection":
        return np.minimum(x[:, None], y[None]).sum(2)
    sums = x[:, None] + y[None]
    sums[sums == 0] = 1
    if name == "chi2":
        return (2 * x[:, None] * y[None] / sums).sum(2)
    return np.exp(-gamma * ((x[:, None] - y[None]) ** 2 / sums).sum(2))


def train(name, c, gamma, x, y, test):
    """Predictions of `test`, and the dual objective and the support vectors of LIBSVM."""
    gram = kernel(name, gamma, x, x)
    known = {"linear": "-t 0", "polynomial": f"-t 1 -g {gamma} -r {COEF0} -d {DEGREE}", "rbf": f"-t 2 -g {gamma}",
             "sigmoid": f"-t 3 -g {0.1 * gamma} -r {-COEF0}"}
    if name in known:
        rows, test_rows, options = x.tolist(), test.tolist(), known[name]
    else:
        numbered = np.hstack([np.arange(1, len(x) + 1)[:, None], gram])
        rows = [dict(enumerate(row)) for row in numbered.tolist()]
        test_gram = np.hstack([np.ones((len(test), 1)), kernel(name, gamma, test, x)])
        test_rows, options = [dict(enumerate(row)) for row in test_gram.tolist()], "-t 4"
    model = svm_train(svm_problem(y.tolist(), rows), f"{options} -c {c} -e {TOLERANCE} -q")
    predictions = svm_predict([], test_rows, model, "-q")[0]
    indices = np.array(model.get_sv_indices()) - 1
    coefficients = np.array(model.get_sv_coef()).T
    counts = [model.nSV[i] for i in range(model.get_nr_class())]
    first = np.concatenate([[0], np.cumsum(counts)])
    objective = 0.0
    for i in range(len(counts)):
        for j in range(i + 1, len(counts)):
            a, b = slice(first[i], first[i + 1]), slice(first[j], first[j + 1])
            signed = np.concatenate([coefficients[j - 1, a], coefficients[i, b]])
            places = np.r_[indices[a], indices[b]]
            objective += 0.5 * signed @ gram[np.ix_(places, places)] @ signed - np.abs(signed).sum()
    return predictions, [objective, len(indices)]


def clusters(random, sizes, columns, spread):
    """Rows about a centre for each class, none negative, a tenth of the values zero, in mixed order."""
    centres = random.uniform(0.5, 2.5, (len(sizes), columns))
    labels = random.permutation(np.repeat(np.arange(len(sizes)), sizes))
    rows = np.abs(centres[labels] + spread * random.normal(size=(len(labels), columns)))
    rows[random.uniform(size=rows.shape) < 0.1] = 0
    return rows.astype(np.float32), labels


random = np.random.default_rng(17)
sets = {}
rows, labels = clusters(random, [190, 190], 10, 1.0)
sets["binary"] = rows[:260], labels[:260], rows[260:], 0.1
rows, labels = clusters(random, [200, 140, 90, 20], 12, 0.9)
sets["classes"] = rows[:330], labels[:330], rows[330:], 0.08
rows, labels = clusters(random, [170, 170], 8, 1.0)
rows *= np.float32(10) ** np.linspace(-2, 2, 8).astype(np.float32)
sets["scaled"] = rows[:220], labels[:220], rows[220:], 1e-4
rows, labels = clusters(random, [70, 70, 70], 6, 0.8)
train_rows, train_labels = np.repeat(rows[:110], 3, axis=0), np.repeat(labels[:110], 3)
train_labels[::9] = (train_labels[::9] + 1) % 3
sets["duplicated"] = train_rows, train_labels, rows[110:], 0.2

for name, (x, y, test, gamma) in sets.items():
    # LIBSVM numbers classes in the order in which they appear, which decides ties between votes.
    y = np.argsort(y[np.sort(np.unique(y, return_index=True)[1])])[y]
    results = []
    for kind, c in KERNELS:
        # Unscaled kernels of large values need a small C, or LIBSVM takes minutes.
        small = name == "scaled" and kind in ("linear", "intersection", "chi2")
        results.append(train(kind, 0.01 * c if small else c, gamma, x, y, test))
    save(f"{name}-rows", x)
    save(f"{name}-labels", y)
    save(f"{name}-test", test)
    save(f"{name}-predictions", [r[0] for r in results])
    save(f"{name}-summary", [r[1] for r in results])
    print(name, gamma, [r[1] for r in results])
