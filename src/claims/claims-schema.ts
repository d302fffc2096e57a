/** Of verdicts as JSON: a page embeds their figures, too, and `check --format json` does not. */
export const CLAIMS_SCHEMA = 'assay-claims/1';
