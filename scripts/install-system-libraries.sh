#!/usr/bin/env bash
# Installs what a build needs from the system and what is not there yet; touches nothing else.
#
# Looks for the headers rather than for packages, so that libraries that came another way count.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 1
}

lowest_swift="6.2"

# swift --version answers "Swift version 6.3.1 (swift-6.3.1-RELEASE)".
check_swift() {
  if ! command -v swift >/dev/null; then
    fail "there is no Swift compiler on the PATH" \
      "install Swift $lowest_swift or newer: https://www.swift.org/install/linux/" \
      "and run this command again"
  fi
  local found
  found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  if [ -z "$found" ]; then
    fail "'swift --version' does not say a version" "is $(command -v swift) a Swift toolchain?"
  fi
  if [ "$(printf '%s\n%s\n' "$lowest_swift" "$found" | sort -V | head -n 1)" != "$lowest_swift" ]; then
    fail "Swift $found is too old: $lowest_swift or newer is needed" \
      "https://www.swift.org/install/linux/"
  fi
}

# The clang that comes with Swift, since it is the one that will read the headers.
clang=$(dirname "$(readlink -f "$(command -v swift || echo /)")")/clang
[ -x "$clang" ] || clang=$(command -v clang || command -v cc || true)

# $1: language, $2: the text that needs a header.
compiles() {
  [ -n "$clang" ] || return 1
  printf '%s\n' "$2" | "$clang" -x "$1" -fsyntax-only - >/dev/null 2>&1
}

missing_packages() {
  compiles c $'#include <stdio.h>\n#include <readline/readline.h>\n#include <readline/history.h>' \
    || echo libreadline-dev
  compiles c '#include <sqlite3.h>' || echo libsqlite3-dev
  # swift-crypto compiles C++; a bare toolchain has no standard library for it.
  compiles c++ '#include <vector>' || echo g++
  command -v git >/dev/null || echo git
}

check_swift
mapfile -t missing < <(missing_packages)
[ "${#missing[@]}" -gt 0 ] || exit 0

by_hand="install these by hand and run this command again: ${missing[*]}"
command -v apt-get >/dev/null || fail "this system has no apt-get" "$by_hand"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || fail "not root, and there is no sudo" "$by_hand"
  as_root=(sudo)
fi

say "installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
install=("${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}")
# The package lists of a fresh container are empty; elsewhere they are usually good enough.
if ! "${install[@]}" >&2; then
  "${as_root[@]}" apt-get update -q >&2 || fail "apt-get update failed" "$by_hand"
  "${install[@]}" >&2 || fail "apt-get could not install ${missing[*]}" "$by_hand"
fi

mapfile -t missing < <(missing_packages)
[ "${#missing[@]}" -eq 0 ] || fail "still missing after the installation: ${missing[*]}"
