#!/usr/bin/env bash
# Installs the programs that run keepmum in people's pipelines, so that tests can run it as they do: install.sh [FOLDER]
# act comes from the Go module proxy (a minute on two cores), pre-commit from PyPI. Prints the folder to put into PATH.
set -euo pipefail
folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/keepmum-test-clients}
mkdir -p "$folder/bin"
if [[ ! -x $folder/bin/act ]]; then
  GOBIN=$folder/bin GOFLAGS=-mod=mod go install github.com/nektos/act@v0.2.89 >&2
fi
if [[ ! -x $folder/bin/pre-commit ]]; then
  python3 -m venv "$folder/pre-commit"
  "$folder/pre-commit/bin/pip" install --quiet --disable-pip-version-check pre-commit==4.7.0 >&2
  ln -sf ../pre-commit/bin/pre-commit "$folder/bin/pre-commit"
fi
echo "$folder/bin"
