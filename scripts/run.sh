#!/usr/bin/env bash
# Runs `assay` from a copy of this repository, as the GitHub Action and the pre-commit hook do: builds it the first time.
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
if [ ! -f "$home/dist/cli/main.js" ]; then
  echo 'Building Assay, this once.' >&2
  (cd "$home" && npm install --ignore-scripts --loglevel=error && npm run -s build) >&2
fi
node="$home/node_modules/.bin/node"
[ -x "$node" ] || node=node
exec "$node" "$home/dist/cli/main.js" "$@"
