"""Trains the trees on FOLDER/rows.*, prints the tables of the report, writes FOLDER/trees.json and FOLDER/report.md.

    python3 training/train.py FOLDER      (needs numpy and lightgbm)
"""

import json
import re
import sys
from pathlib import Path

import lightgbm
import numpy

TREES, LEAVES, RATE, LEAST = 64, 31, 0.18, 60
THRESHOLDS = Path(__file__).resolve().parent.parent / "src/scan/detect/score/thresholds.ts"
RANDOM = ["hex", "base64", "base64url", "base62", "shortBase62", "base32", "uuid", "digits", "mixed", "prefixed", "grouped", "base36", "letters", "long"]


def load(folder):
    rows = [json.loads(line) for line in (folder / "rows.jsonl").read_text().split("\n")]
    count = json.loads((folder / "tables.json").read_text())["features"]
    features = numpy.fromfile(folder / "rows.f32", dtype="<f4").reshape(-1, count)
    return rows, features


def train(features, labels, weights):
    data = lightgbm.Dataset(features, labels, weight=weights, free_raw_data=False)
    options = {
        "objective": "binary", "num_leaves": LEAVES, "learning_rate": RATE, "min_data_in_leaf": LEAST, "max_bin": 255,
        "num_threads": 2, "seed": 1, "deterministic": True, "verbose": -1, "lambda_l2": 1.0,
    }
    return lightgbm.train(options, data, TREES)


STRONG = re.compile(r"(pass(w(or)?d|phrase)?|pwd|secret|api_?key|(private|access|signing|encryption|secret)_?key|token|credentials?)$", re.I)


def clean(rows, features, labels, weights, parts):
    """Real credentials in the harmless half of the training rows: what trees of the other half call one, the sooner the
    more the name says so. Twice, since the first trees were taught by all of them. (Read by hand on the test half: under a
    strong name, 72 of 72 values above the medium threshold were credentials.)"""
    secretish = numpy.array([row["secretish"] for row in rows])
    strong = numpy.array([STRONG.search(row["name"]) is not None for row in rows])
    limit = numpy.where(strong, 0.5, numpy.where(secretish, 0.9, 0.98))
    kept = numpy.ones(len(rows), dtype=bool)
    for _ in range(2):
        scores = numpy.zeros(len(rows))
        for own, other in (("A", "B"), ("B", "A")):
            use = (parts == other) & kept
            scores[parts == own] = train(features[use], labels[use], weights[use]).predict(features[parts == own])
        kept = ~((labels == 0) & (scores >= limit))
    return kept


def flatten(tree, nodes):
    """Preorder: the yes branch follows its parent."""
    if "leaf_value" in tree:
        nodes.append([255, float(tree["leaf_value"]), 0])
        return
    assert tree["decision_type"] == "<="
    at = len(nodes)
    nodes.append([tree["split_feature"], float(tree["threshold"]), 0])
    flatten(tree["left_child"], nodes)
    nodes[at][2] = len(nodes) - at
    flatten(tree["right_child"], nodes)


def export(model):
    trees = []
    for info in model.dump_model()["tree_info"]:
        nodes = []
        flatten(info["tree_structure"], nodes)
        trees.append(nodes)
    return trees


def recall_at(scores, harmless, rate):
    if len(harmless) == 0 or len(scores) == 0:
        return float("nan")
    cut = numpy.sort(harmless)[::-1][min(len(harmless) - 1, int(len(harmless) * rate))]
    return float((scores > cut).mean())


def thresholds():
    """The published ones, as (level, shortest, longest, score)."""
    buckets = re.findall(r"from: (\d+), high: ([\d.]+), medium: ([\d.]+), low: ([\d.]+)", THRESHOLDS.read_text())
    longest = [999] + [int(bucket[0]) - 1 for bucket in buckets]
    return [
        (level, int(bucket[0]), most, float(bucket[1 + i]))
        for i, level in enumerate(("high", "medium", "low"))
        for bucket, most in zip(buckets, longest)
    ]


def corpus(folder, out):
    """Size of the corpus by language; the extractor's last line."""
    last = json.loads((folder / "samples.jsonl").read_text().rstrip("\n").rsplit("\n", 1)[-1])
    print(f"{last['packages']} packages.\n\n| language | MB | values |\n|---|---|---|", file=out)
    for name, size in sorted(last["languages"].items(), key=lambda item: -item[1]["bytes"]):
        print(f"| {name} | {size['bytes'] / 1e6:.1f} | {size['values']} |", file=out)
    print(file=out)


def report(rows, scores, out):
    kinds = numpy.array([row["kind"] for row in rows])
    lengths = numpy.array([len(row["value"]) for row in rows])
    secretish = numpy.array([row["secretish"] for row in rows])
    harmless = kinds == "harmless"
    random = numpy.isin(kinds, RANDOM)
    human = ~random & ~numpy.isin(kinds, ["harmless", "harmless-shape"])
    print(f"Test half: {harmless.sum()} harmless values ({(harmless & secretish).sum()} under secret-ish names), {random.sum()} random, {human.sum()} human.\n", file=out)
    print("| part | R1 | R0.1 | ≥ .5 | ≥ .9 |\n|---|---|---|---|---|", file=out)
    for name, mask in [("random", random), ("human", human)] + [(kind, kinds == kind) for kind in dict.fromkeys(kinds) if not kind.startswith("harmless")]:
        part = scores[mask]
        print(f"| {name} | {recall_at(part, scores[harmless], .01):.3f} | {recall_at(part, scores[harmless], .001):.3f} | {(part >= .5).mean():.2f} | {(part >= .9).mean():.2f} |", file=out)
    print("\n| length | harmless | R1 random | R0.1 random | R1 human | R0.1 human |\n|---|---|---|---|---|---|", file=out)
    for least, most in [(6, 9), (10, 15), (16, 23), (24, 39), (40, 999)]:
        inside = (lengths >= least) & (lengths <= most)
        negatives = scores[harmless & inside]
        cells = [recall_at(scores[mask & inside], negatives, rate) for mask in (random, human) for rate in (.01, .001)]
        print(f"| {least}–{most} | {len(negatives)} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |", file=out)
    print("\n| confidence | length | score | false positives, any name | under secret-ish names | random | human |\n|---|---|---|---|---|---|---|", file=out)
    for level, least, most, cut in thresholds():
        inside = (lengths >= least) & (lengths <= most)
        rates = [(scores[mask & inside] >= cut).mean() for mask in (harmless, harmless & secretish, random, human)]
        print(f"| {level} | {least}–{most} | {cut} | {rates[0]:.2%} | {rates[1]:.2%} | {rates[2]:.3f} | {rates[3]:.3f} |", file=out)
    print("\n| flat score | false positives, any name | under secret-ish names | random | human |\n|---|---|---|---|---|", file=out)
    for cut in (.5, .7, .85, .9, .95, .97, .99):
        rates = [(scores[mask] >= cut).mean() for mask in (harmless, harmless & secretish, random, human)]
        print(f"| {cut} | {rates[0]:.2%} | {rates[1]:.2%} | {rates[2]:.3f} | {rates[3]:.3f} |", file=out)
    shaped = kinds == "harmless-shape"
    print(f"\nDropped shapes that would pass: ≥ .5 {(scores[shaped] >= .5).mean():.1%}, ≥ .9 {(scores[shaped] >= .9).mean():.1%} of {shaped.sum()}.", file=out)


def main():
    folder = Path(sys.argv[1])
    rows, features = load(folder)
    labels = numpy.array([not row["kind"].startswith("harmless") for row in rows], dtype=float)
    weights = numpy.array([row["weight"] for row in rows])
    parts = numpy.array([row["part"] for row in rows])
    test = parts == "test"
    kept = clean(rows, features, labels, weights, parts)
    print(f"left out of training as likely credentials: {(~kept).sum()}")
    use = (parts != "frozen") & ~test & kept
    model = train(features[use], labels[use], weights[use])
    (folder / "trees.json").write_text(json.dumps(export(model)))
    scores = model.predict(features[test])
    scores.astype("<f4").tofile(folder / "test-scores.f32")
    (folder / "frozen.json").write_text(json.dumps([round(float(score), 6) for score in model.predict(features[parts == "frozen"])]))
    with open(folder / "report.md", "w") as out:
        corpus(folder, out)
        report([row for row, is_test in zip(rows, test) if is_test], scores, out)
    print((folder / "report.md").read_text())


if __name__ == "__main__":
    main()
