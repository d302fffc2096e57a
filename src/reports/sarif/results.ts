import { printable } from '../../core/printable.ts';
import type { FileLocation, Finding, TrialLocation } from '../../core/finding.ts';
import { trialPlace } from '../../core/trial-place.ts';
import type { DossierFinding } from '../../dossier/dossier.ts';
import { type Artifacts, ROOT } from './artifacts.ts';
import type { Location, LogicalLocation, Region, Result } from './log.ts';
import { witnessText } from '../witness.ts';
import { SCALE } from './severity.ts';
import type { Taxonomies } from './taxonomies.ts';

/** A log may have ten megabytes, packed. */
const MOST_WITNESSES = 5;

interface Context {
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly artifacts: Artifacts;
  readonly taxonomies: Taxonomies;
}

/** One finding as a result (3.27). */
export function result(finding: DossierFinding, { ruleIndex, artifacts, taxonomies }: Context): Result {
  const { location, severity, accepted } = finding;
  const taxa = taxonomies.references(finding.references);
  return {
    ruleId: finding.rule,
    ruleIndex: ruleIndex.get(finding.rule) ?? -1,
    kind: 'fail',
    level: SCALE[severity].level,
    message: { text: plain(finding.message) },
    ...placed(location, artifacts),
    // Code scanning knows a result again by the second name alone.
    partialFingerprints: { 'assay/v1': finding.fingerprint, primaryLocationLineHash: finding.fingerprint },
    rank: SCALE[severity].rank,
    ...(taxa.length === 0 ? {} : { taxa }),
    ...(accepted === undefined ? {} : { suppressions: [suppression(accepted)] }),
    properties: {
      severity,
      confidence: finding.confidence,
      title: plain(finding.title),
      references: finding.references.map(({ id }) => id),
      ...(finding.witnesses === undefined
        ? {}
        : { witnesses: finding.witnesses.slice(0, MOST_WITNESSES).map(witnessText) }),
      ...(finding.evidence.length === 0
        ? {}
        : { evidence: finding.evidence.map(({ label, text }) => ({ label, text: printable(text, 1000) })) }),
    },
  };
}

function suppression(accepted: { readonly reason: string; readonly expires?: string }) {
  const { reason, expires } = accepted;
  return {
    kind: 'external' as const,
    status: 'accepted' as const,
    justification: reason,
    ...(expires === undefined ? {} : { properties: { expires } }),
  };
}

function placed(location: Finding['location'], artifacts: Artifacts): Pick<Result, 'locations' | 'relatedLocations'> {
  if (location.kind === 'trial') return { locations: [inTrial(location, artifacts)] };
  const related = location.member === undefined ? {} : { relatedLocations: [inMember(location, artifacts)] };
  return { locations: [inFile(location, artifacts)], ...related };
}

/**
 * The condition that the model was asked under (3.33). Code scanning refuses a result that is in no file: the file with
 * the weights stands for the model, where the dossier knows it, and else the subject.
 */
function inTrial(location: TrialLocation, artifacts: Artifacts): Location {
  const { study, arm, condition, item } = location;
  const way = [study, arm, condition, ...(item === undefined ? [] : [item])];
  return {
    physicalLocation: { artifactLocation: artifacts.model(arm), region: { startLine: 1 } },
    logicalLocations: [
      { ...logical(condition, way.join('/'), 'condition'), decoratedName: printable(trialPlace(location), 1000) },
    ],
  };
}

/**
 * The place in the file of the subject. A region of bytes is all that a binary file has (3.30.1), but code scanning
 * refuses a result without a line: the first line stands for the file.
 */
function inFile(location: FileLocation, artifacts: Artifacts): Location {
  const nested = logicalLocations(location);
  const bytes = location.member === undefined && location.line === undefined ? byteRegion(location) : {};
  return {
    physicalLocation: {
      artifactLocation: { uri: artifacts.uri(location.path), uriBaseId: ROOT, index: artifacts.file(location.path) },
      region: { startLine: (location.member === undefined ? location.line : undefined) ?? 1, ...bytes },
    },
    ...(nested.length === 0 ? {} : { logicalLocations: nested }),
  };
}

/** The place in a member of the file, whose offsets count from its own start. */
function inMember(location: FileLocation, artifacts: Artifacts): Location {
  const index = artifacts.member(location);
  const region: Region = location.line === undefined ? byteRegion(location) : { startLine: location.line };
  return {
    id: 1,
    message: { text: plain(`in the member ${printable(location.member ?? '', 200)}`) },
    physicalLocation: {
      artifactLocation: { uri: artifacts.uri(location.path), uriBaseId: ROOT, index },
      ...(Object.keys(region).length === 0 ? {} : { region }),
    },
  };
}

function byteRegion({ offset, length }: FileLocation): Region {
  if (offset === undefined) return {};
  return length === undefined ? { byteOffset: offset } : { byteOffset: offset, byteLength: length };
}

function logicalLocations({ path, member, tensor }: FileLocation): LogicalLocation[] {
  const within = member === undefined ? path : `${path}!/${member}`;
  return [
    ...(member === undefined ? [] : [logical(member.split('!/').at(-1) ?? member, within, 'resource')]),
    ...(tensor === undefined ? [] : [logical(tensor, `${within}#${tensor}`, 'tensor')]),
  ];
}

function logical(name: string, fullyQualifiedName: string, kind: string): LogicalLocation {
  return { name: printable(name, 300), fullyQualifiedName: printable(fullyQualifiedName, 1000), kind };
}

/**
 * Text from a file in a message: `[text](target)` would become a link (3.11.6) and `{0}` be filled in (3.11.5). Other
 * braces stay single: no viewer that is in use turns doubled ones back where a message has no arguments.
 */
export function plain(text: string): string {
  return printable(text, 2000)
    .replaceAll('](', '] (')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}
