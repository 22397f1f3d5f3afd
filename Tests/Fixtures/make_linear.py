"""Fixtures of the linear machines, softmax regression and nearest neighbours: LIBLINEAR, scikit-learn and SciPy.

    ~/peers/bin/pip install liblinear-official==2.50.0
    ~/peers/bin/python make_linear.py

Two sets of 300 training rows and 1,000 test rows: `plain`, and `hard`, with classes of very different sizes, columns of
different scales, duplicate rows and a constant column. For each machine the objective (of all classes together, in double
precision from the weights) and the classes of the test rows.
"""
import ctypes
import pathlib

import numpy as np
from liblinear.liblinearutil import problem, train
from scipy import sparse
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC

FOLDER = pathlib.Path(__file__).parent / "linear"
FOLDER.mkdir(exist_ok=True)
TRAIN, COLUMNS, CLASSES = 300, 12, 4
WEIGHTS = np.array([1, 5, 0.5, 2])


def save(name, array):
    np.save(FOLDER / f"{name}.npy", np.ascontiguousarray(array, np.float32))


def examples(kind):
    random = np.random.default_rng(5)
    centres = random.normal(0, 1, (CLASSES, COLUMNS))
    shares = [0.25] * 4 if kind == "plain" else [0.7, 0.2, 0.07, 0.03]
    labels = random.choice(CLASSES, 1300, p=shares)
    rows = centres[labels] + 1.3 * random.normal(size=(1300, COLUMNS))
    if kind == "hard":
        rows *= np.logspace(-0.7, 0.7, COLUMNS)
        rows[:, 5] = 2
        rows[100:140] = rows[:40]
        labels[100:140] = labels[:40]
        labels[120:125] = (labels[120:125] + 1) % CLASSES
    return rows.astype(np.float32), labels


def liblinear(solver, x, y, C, bias, weights):
    """Weights by class, the bias as the last one."""
    options = f"-q -s {solver} -c {C} -e 1e-7 -B {bias}"
    if weights:
        options += "".join(f" -w{label} {weight}" for label, weight in enumerate(WEIGHTS))
    model = train(problem(y.astype(float), sparse.csr_matrix(x.astype(float))), options)
    width = COLUMNS + (bias >= 0)
    flat = np.ctypeslib.as_array(ctypes.cast(model.w, ctypes.POINTER(ctypes.c_double)), (width * CLASSES,))
    w = np.zeros((CLASSES, width))
    w[model.get_labels()] = flat.reshape(width, CLASSES).T
    return w if bias >= 0 else np.hstack([w, np.zeros((CLASSES, 1))])


def one_against_rest(w, x, y, C, power, weights):
    signs = np.where(y[:, None] == np.arange(CLASSES), 1, -1)
    slack = np.maximum(0, 1 - signs * (x @ w[:, :-1].T + w[:, -1])) ** power
    cost = np.where(signs > 0, C * (WEIGHTS if weights else 1), C)
    return 0.5 * (w ** 2).sum() + (cost * slack).sum()


def crammer_singer(w, x, y, C, weights):
    scores = x @ w[:, :-1].T + w[:, -1]
    own = scores[np.arange(len(y)), y]
    slack = (scores + (np.arange(CLASSES) != y[:, None])).max(1) - own
    return 0.5 * (w ** 2).sum() + (C * (WEIGHTS[y] if weights else 1) * slack).sum()


def softmax(w, x, y, C, weights):
    scores = x @ w[:, :-1].T + w[:, -1]
    loss = logsumexp(scores, axis=1) - scores[np.arange(len(y)), y]
    return 0.5 * (w[:, :-1] ** 2).sum() + (C * (WEIGHTS[y] if weights else 1) * loss).sum()


for kind in ("plain", "hard"):
    rows, labels = examples(kind)
    save(f"{kind}-rows", rows)
    save(f"{kind}-labels", labels)
    x, y, tx = rows[:TRAIN].astype(float), labels[:TRAIN], rows[TRAIN:].astype(float)
    # A row for each of: C, bias (or -1), weights (0 or 1), objective. The classes of the test rows stand in one row for each.
    for name in ("hinge", "squared", "crammer", "softmax"):
        table, classes = [], []
        for C, bias, weights in ((0.1, 1, 0), (1, 1, 0), (1, -1, 0), (1, 1, 1)):
            if name == "hinge":
                # scikit-learn's LIBLINEAR, as the original stops after 300 passes, far from this tolerance.
                model = LinearSVC(C=C, loss="hinge", tol=1e-6, max_iter=3_000_000, fit_intercept=bias >= 0, random_state=0,
                                  class_weight=dict(enumerate(WEIGHTS)) if weights else None).fit(x, y)
                w = np.hstack([model.coef_, model.intercept_[:, None] if bias >= 0 else np.zeros((CLASSES, 1))])
                value = one_against_rest(w, x, y, C, 1, weights)
            elif name == "squared":
                w = liblinear(2, x, y, C, bias, weights)
                value = one_against_rest(w, x, y, C, 2, weights)
            elif name == "crammer":
                w = liblinear(4, x, y, C, bias, weights)
                value = crammer_singer(w, x, y, C, weights)
            else:
                model = LogisticRegression(C=C, tol=1e-9, max_iter=10_000, fit_intercept=bias >= 0,
                                           class_weight=dict(enumerate(WEIGHTS)) if weights else None).fit(x, y)
                w = np.hstack([model.coef_, model.intercept_[:, None] * np.ones((CLASSES, 1))])
                value = softmax(w, x, y, C, weights)
            table.append([C, bias, weights, value])
            classes.append((tx @ w[:, :-1].T + w[:, -1]).argmax(1))
        save(f"{kind}-{name}", table)
        save(f"{kind}-{name}-classes", classes)
        print(kind, name, *(f"{row[3]:.6g}" for row in table))


def chi_squared(a, b):
    return ((a - b) ** 2 / (a + b)).sum()


rows, labels = examples("plain")
x, y, tx = rows[:TRAIN], labels[:TRAIN], rows[TRAIN:]
for metric in ("euclidean", "cosine", "chi2"):
    a, b = (np.exp(x / 2), np.exp(tx / 2)) if metric == "chi2" else (x, tx)
    if metric == "chi2":
        save("exponential-rows", np.exp(rows / 2))
    for weights in ("uniform", "distance"):
        model = KNeighborsClassifier(5, weights=weights, algorithm="brute",
                                     metric=chi_squared if metric == "chi2" else metric).fit(a.astype(float), y)
        save(f"knn-{metric}-{weights}", model.predict(b.astype(float)))
    distances, places = model.kneighbors(b.astype(float))
    save(f"knn-{metric}-places", places)
    save(f"knn-{metric}-distances", distances)
