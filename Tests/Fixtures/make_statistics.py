"""Fixtures of the tests and intervals, from SciPy and statsmodels.

    ~/peers/bin/pip install scipy==1.17.1 statsmodels==0.15.0 pandas==3.1.1
    ~/peers/bin/python make_statistics.py

`statistics.json`: tails and quantiles; Friedman's test and Nemenyi's pairs; analyses of variance of balanced crosses of two and three
factors; Student's intervals; Wilson's intervals; McNemar's test; power laws by SciPy's optimiser.
"""
import itertools
import json
import pathlib

import numpy as np
import pandas as pd
from scipy import optimize, stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

FOLDER = pathlib.Path(__file__).parent / "statistics"
FOLDER.mkdir(exist_ok=True)
random = np.random.default_rng(11)
fixture = {}

fixture["chiSquaredTails"] = [
    [x, df, float(stats.chi2.sf(x, df))] for x, df in [(0.1, 1), (3.84, 1), (2.0, 4), (9.5, 4), (30.0, 7), (80.0, 3), (0.5, 12)]]
fixture["fTails"] = [
    [x, a, b, float(stats.f.sf(x, a, b))] for x, a, b in [(0.3, 1, 5), (4.2, 2, 10), (3.0, 3, 21), (25.0, 4, 8), (1.0, 7, 300)]]
fixture["studentizedRangeTails"] = [
    [q, k, float(stats.studentized_range.sf(q, k, np.inf))]
    for q, k in [(0.5, 2), (2.77, 2), (3.3, 3), (3.6, 4), (1.0, 6), (4.5, 10), (6.0, 20)]]
fixture["studentizedRangeQuantiles"] = [
    [p, k, float(stats.studentized_range.ppf(p, k, np.inf))] for p, k in [(0.95, 2), (0.95, 5), (0.9, 10), (0.99, 3)]]

fixture["friedman"] = []
for datasets, methods, decimals in [(6, 4, 3), (10, 3, 1), (15, 7, 2)]:
    scores = np.round(random.normal(0.8, 0.1, (datasets, methods)) + 0.04 * np.arange(methods), decimals)
    chi, p = stats.friedmanchisquare(*scores.T)
    ranks = np.mean([stats.rankdata(-row) for row in scores], axis=0)
    error = np.sqrt(methods * (methods + 1) / (12 * datasets))
    pairs = [
        [i, j, float(stats.studentized_range.sf(abs(ranks[i] - ranks[j]) / error, methods, np.inf))]
        for i, j in itertools.combinations(range(methods), 2)]
    f = (datasets - 1) * chi / (datasets * (methods - 1) - chi)
    fixture["friedman"].append({
        "scores": scores.tolist(), "chiSquared": float(chi), "p": float(p), "ranks": ranks.tolist(),
        "f": float(f), "fP": float(stats.f.sf(f, methods - 1, (methods - 1) * (datasets - 1))),
        "criticalDifference": float(stats.studentized_range.ppf(0.95, methods, np.inf) * error), "pairs": pairs})

fixture["variance"] = []
for levels, replicates in [((3, 4), 3), ((2, 3, 4), 2)]:
    names = "abc"[:len(levels)]
    rows = []
    for combination in itertools.product(*map(range, levels)):
        base = 0.5 + 0.1 * combination[0] + 0.03 * combination[1] * combination[-1]
        for _ in range(replicates):
            rows.append([*combination, base + random.normal(0, 0.05)])
    frame = pd.DataFrame(rows, columns=[*names, "y"])
    table = anova_lm(ols("y ~ " + " * ".join(f"C({n})" for n in names), frame).fit(), typ=2)
    effects = {
        key.replace("C(", "").replace(")", ""): [float(row.sum_sq), int(row.df), float(row["PR(>F)"])]
        for key, row in table.iterrows() if key != "Residual"}
    fixture["variance"].append({
        "levels": levels, "results": frame.y.to_numpy().reshape(-1, replicates).tolist(), "effects": effects,
        "residual": float(table.sum_sq["Residual"])})

values = random.normal(0.9, 0.02, 7)
fixture["studentInterval"] = {
    "values": values.tolist(),
    "interval": list(map(float, stats.t.interval(0.95, 6, np.mean(values), stats.sem(values))))}
fixture["wilson"] = [
    [c, n, *map(float, proportion_confint(c, n, method="wilson"))] for c, n in [(0, 10), (8, 10), (9951, 10000), (50, 50)]]
fixture["mcnemar"] = [
    [a, b, float(mcnemar([[5, a], [b, 9]], exact=True).pvalue)] for a, b in [(3, 9), (0, 5), (40, 71), (12, 12)]]

fixture["powerLaws"] = []
for a, b, c in [(3.0, 0.45, 0.0), (2.0, 0.6, 0.02), (1.2, 0.3, 0.05)]:
    sizes = np.array([100, 300, 1000, 3000, 10000, 60000], float)
    errors = (a * sizes ** -b + c) * np.exp(random.normal(0, 0.02, len(sizes)))

    def residuals(q):
        return np.log(np.exp(q[0]) * sizes ** -q[1] + np.exp(q[2])) - np.log(errors)

    found = min(
        (optimize.least_squares(residuals, [0.5, 0.4, start], xtol=1e-14, ftol=1e-14, gtol=1e-14, max_nfev=10000)
         for start in (-12, -6, -4, -3)), key=lambda fit: fit.cost)
    fixture["powerLaws"].append({
        "sizes": sizes.tolist(), "errors": errors.tolist(), "loss": float(2 * found.cost),
        "factor": float(np.exp(found.x[0])), "exponent": float(found.x[1]), "floor": float(np.exp(found.x[2]))})

(FOLDER / "statistics.json").write_text(json.dumps(fixture, indent=1) + "\n")
