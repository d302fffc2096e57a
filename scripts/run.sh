#!/usr/bin/env bash
# Runs `assay` from a copy of this repository, as the GitHub Action and the pre-commit hook do: builds it the first time.
set -uo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

build() {
  cd "$home" || return
  # A Node that runs TypeScript needs none of the scripts of packages; for an older one the project brings a newer one,
  # which a script puts into place.
  local scripts=--ignore-scripts
  node -e 'process.exit(process.features.typescript ? 0 : 1)' 2> /dev/null || scripts=--no-ignore-scripts
  npm install "$scripts" --loglevel=error && npm run -s build
}

if [ ! -f "$home/dist/cli/main.js" ]; then
  echo 'Building Assay, this once.' >&2
  (build) >&2 || {
    # 1 would say that something was found.
    echo 'assay: it could not be built' >&2
    exit 2
  }
fi
node="$home/node_modules/.bin/node"
[ -x "$node" ] || node=node
exec "$node" "$home/dist/cli/main.js" "$@"
