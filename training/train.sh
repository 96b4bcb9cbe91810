#!/usr/bin/env bash
# From a fetched corpus to the published model: train.sh CORPUS. Needs node, npm ci, and python3 with numpy and lightgbm ($PYTHON).
set -euo pipefail
corpus=${1:?a folder}
python=${PYTHON:-python3}
work=$corpus.work/model
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
mkdir -p "$work"

for step in extract dataset write-model; do
  "$root/node_modules/.bin/esbuild" "$here/main-$step.ts" --bundle --platform=node --format=esm --outfile="$work/$step.mjs" --log-level=warning
done
[[ -n ${KEEP_SAMPLES:-} ]] || node "$work/extract.mjs" "$corpus" "$work/samples.jsonl"
node "$work/dataset.mjs" "$work/samples.jsonl" "$corpus.words" "$work"
"$python" "$here/train.py" "$work"
node "$work/write-model.mjs" "$work" "$root/src/scan/detect/score/model.ts" "$root/test/scan/detect/score/frozen-scores.json"
"$root/node_modules/.bin/biome" format --write "$root/src/scan/detect/score/model.ts" "$root/test/scan/detect/score/frozen-scores.json"
