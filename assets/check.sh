#!/bin/sh
# Fails when the styles and scripts in the package are not what their sources make.
set -eu
cd "$(dirname "$0")"
if ! command -v node >/dev/null 2>&1 || [ ! -d node_modules/sass ]; then
  echo "assets: not checked, because Node or assets/node_modules is not here."
  exit 0
fi
made="$(mktemp -d)"
trap 'rm -rf "$made"' EXIT
sh build.sh "$made"
if ! diff -rq "$made" ../src/duly/ui/static/duly; then
  echo "assets: the package does not match its sources; run 'sh assets/build.sh' and commit the result." >&2
  exit 1
fi
echo "assets: the package matches its sources."
