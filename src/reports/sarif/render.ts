import { printable } from '../../core/printable.ts';
import type { Dossier, DossierFinding } from '../../dossier/dossier.ts';
import { headline } from '../../dossier/headline.ts';
import type { ReportOptions } from '../place.ts';
import { Artifacts, ROOT } from './artifacts.ts';
import type { SarifLog, SarifRun } from './log.ts';
import { NOTIFICATIONS, notifications, notListed } from './notifications.ts';
import { result } from './results.ts';
import { descriptors } from './rules.ts';
import { Taxonomies } from './taxonomies.ts';

/** Code scanning shows no more of one run, the worst first, which is the order of a dossier. */
const MOST_RESULTS = 5_000;

/** The dossier as a SARIF 2.1.0 log for code scanning and editors. */
export function renderSarif(dossier: Dossier, options: ReportOptions): string {
  const log: SarifLog = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run(dossier, options)],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function run(dossier: Dossier, options: ReportOptions): SarifRun {
  const taxonomies = new Taxonomies();
  const artifacts = new Artifacts(dossier, options);
  const findings = worstFirst(dossier);
  const shown = findings.slice(0, MOST_RESULTS);
  const rules = descriptors(shown, taxonomies);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const results = shown.map((finding) => result(finding, { ruleIndex, artifacts, taxonomies }));
  const notes = notifications(dossier, artifacts);
  const all = artifacts.all();
  const { tool, version, started, seconds } = dossier.run;
  return {
    tool: {
      driver: {
        name: tool === 'assay' ? 'Assay' : tool,
        version,
        semanticVersion: version,
        rules,
        notifications: NOTIFICATIONS,
        supportedTaxonomies: taxonomies.lists().map(({ name }, index) => ({ name, index })),
      },
    },
    automationDetails: { id: `assay/${encodeURIComponent(printable(dossier.subject.name, 200))}/` },
    invocations: [
      {
        // Files that could not be read are notifications: a false here makes a hub throw the findings away.
        executionSuccessful: dossier.examinations.every(({ status }) => status !== 'failed'),
        startTimeUtc: started,
        endTimeUtc: new Date(Date.parse(started) + seconds * 1000).toISOString(),
        toolExecutionNotifications: [
          ...notes,
          ...notListed(findings.length - shown.length, 'less severe finding'),
          ...notListed(all.leftOut, 'further file'),
        ],
      },
    ],
    ...provenance(dossier),
    originalUriBaseIds: {
      [ROOT]: { description: { text: 'The folder that the subject lies in, as a rule the root of the sources.' } },
    },
    artifacts: all.artifacts,
    results,
    taxonomies: taxonomies.lists(),
    columnKind: 'utf16CodeUnits',
    properties: { headline: headline(dossier), subject: dossier.subject },
  };
}

/** As in the dossier, but what a baseline accepts comes last: it must not push out what counts. */
function worstFirst({ findings }: Dossier): DossierFinding[] {
  return findings.toSorted((a, b) => Number(a.accepted !== undefined) - Number(b.accepted !== undefined));
}

/** The hub's repository and commit (3.14.11). */
function provenance({ subject: { url, revision } }: Dossier): Pick<SarifRun, 'versionControlProvenance'> {
  if (url === undefined || revision === undefined) return {};
  return { versionControlProvenance: [{ repositoryUri: url, revisionId: revision }] };
}
