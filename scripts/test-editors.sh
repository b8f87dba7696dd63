#!/usr/bin/env bash
# Tests what editors use with programs that others wrote: a client of the language server, and the
# engines that colour by TextMate and tree-sitter grammars.
#
# The programs are installed below .build; where that is impossible, the tests are passed over with
# a word of it. STRAT names the tool, else the one of `make build` is taken.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.build/editors
say() { printf '%s\n' "$*" >&2; }

if ! command -v python3 >/dev/null; then
  say "skipped: there is no python3"
  exit 0
fi
if ! cmp -s Tests/lsp/requirements.txt "$environment/requirements.txt"; then
  if ! python3 -m venv "$environment" \
    || ! "$environment/bin/pip" install -q --disable-pip-version-check \
      -r Tests/lsp/requirements.txt; then
    say "skipped: the packages in Tests/lsp/requirements.txt cannot be installed"
    exit 0
  fi
  cp Tests/lsp/requirements.txt "$environment/requirements.txt"
fi

"$environment/bin/python" -m pytest -q -p no:cacheprovider -rs Tests/lsp "$@"
