#!/usr/bin/env bash
# large.sh MADE OUT [RECIPES [DEVICE]]: makes recipes/large.yaml in MADE within three minutes of one GPU, then fills
# OUT/1, OUT/2, ... with 62 MiB each at most. What was ready in time is packed; what was not is left out.
set -uo pipefail
made=$(realpath -m "$1")
out=$(realpath -m "$2")
recipes=$(realpath "${3:-$(dirname "$0")/recipes/large.yaml}")
device=${4:-cuda}
cd "$(dirname "$0")" || exit
stamped() { while IFS= read -r line; do printf '%3ds %s\n' "$SECONDS" "$line"; done; }
timeout --kill-after=5 165 python3 -m factory make "$recipes" --out "$made" --device "$device" --jobs 8 --drawers 3 --seconds 120 2>&1 | stamped
status=$?
python3 -m factory pack "$recipes" --made "$made" --out "$out" --jobs 12 2>&1 | stamped || status=$?
python3 -m factory table "$made"
exit "$status"
