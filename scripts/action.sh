#!/usr/bin/env bash
# The last step of action.yml: examines the subject and hands out where the results are.
# Takes ASSAY_* for the inputs, and GITHUB_OUTPUT and GITHUB_STEP_SUMMARY as the runner sets them.
set -uo pipefail

for path in "$ASSAY_SARIF" "$ASSAY_DOSSIER"; do
  case "$path" in
    '' | *$'\n'*)
      echo '::error title=Assay::sarif and dossier must each be one path'
      exit 2
      ;;
  esac
done

# Not from an earlier run: what is uploaded must be of this one.
rm -f -- "$ASSAY_SARIF" "$ASSAY_DOSSIER"

args=(scan --quiet "--fail-on=$ASSAY_FAIL_ON" --report "sarif=$ASSAY_SARIF" --report "json=$ASSAY_DOSSIER")
[ -z "$ASSAY_BASELINE" ] || args+=("--baseline=$ASSAY_BASELINE")
summary=''
if [ "$ASSAY_SUMMARY" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  summary="$(mktemp)"
  args+=(--report "markdown=$summary")
fi
while IFS= read -r line; do
  [ -z "$line" ] || args+=("$line")
done <<< "$ASSAY_ARGS"

"$ASSAY_HOME/scripts/run.sh" "${args[@]}" -- "$ASSAY_SUBJECT"
code=$?

if [ -n "$summary" ]; then
  cat "$summary" >> "$GITHUB_STEP_SUMMARY"
  rm -f "$summary"
fi
{
  echo "exit-code=$code"
  [ ! -f "$ASSAY_SARIF" ] || echo "sarif=$ASSAY_SARIF"
  [ ! -f "$ASSAY_DOSSIER" ] || echo "dossier=$ASSAY_DOSSIER"
} >> "$GITHUB_OUTPUT"

case $code in
  0) ;;
  1) echo "::error title=Assay::a finding at or above $ASSAY_FAIL_ON: see the summary of this job" ;;
  3)
    if [ "$ASSAY_ALLOW_INCOMPLETE" = true ]; then
      echo '::warning title=Assay::something could not be read in full: see the summary of this job'
      exit 0
    fi
    echo '::error title=Assay::something could not be read in full: see the summary of this job'
    ;;
  *) echo '::error title=Assay::it could not run: see the log' ;;
esac
exit "$code"
