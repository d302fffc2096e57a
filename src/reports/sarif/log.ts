/**
 * The part of a SARIF log that Assay writes. Static Analysis Results Interchange Format 2.1.0, errata 01 (OASIS);
 * section numbers in this folder are those of that text.
 */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly SarifRun[];
}

export interface SarifRun {
  readonly tool: { readonly driver: Driver };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly Invocation[];
  readonly versionControlProvenance?: readonly { readonly repositoryUri: string; readonly revisionId?: string }[];
  readonly originalUriBaseIds: Readonly<Record<string, { readonly description: Message }>>;
  readonly artifacts: readonly Artifact[];
  readonly results: readonly Result[];
  readonly taxonomies: readonly Taxonomy[];
  readonly columnKind: 'utf16CodeUnits';
  readonly properties: Properties;
}

type Properties = Readonly<Record<string, unknown>>;
export type Level = 'error' | 'warning' | 'note';

interface Message {
  readonly text: string;
  readonly markdown?: string;
}

interface Driver {
  readonly name: string;
  readonly version: string;
  readonly semanticVersion: string;
  readonly rules: readonly Descriptor[];
  readonly notifications: readonly Descriptor[];
  readonly supportedTaxonomies: readonly ComponentReference[];
}

export interface Descriptor {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription: Message;
  readonly fullDescription?: Message;
  readonly help?: Message;
  readonly defaultConfiguration?: { readonly level: Level };
  readonly relationships?: readonly Relationship[];
  readonly properties?: Properties;
}

interface Relationship {
  readonly target: TaxonReference;
  readonly kinds: readonly ['relevant'];
}

export interface TaxonReference {
  readonly id: string;
  readonly index: number;
  readonly toolComponent: ComponentReference;
}

interface ComponentReference {
  readonly name: string;
  readonly index: number;
}

export interface Taxonomy {
  readonly name: string;
  readonly organization: string;
  readonly shortDescription: Message;
  readonly taxa: readonly { readonly id: string; readonly helpUri?: string }[];
}

export interface Artifact {
  readonly location: ArtifactLocation;
  /** Index of the container of a nested artifact (3.24.3). */
  readonly parentIndex?: number;
  readonly length?: number;
  readonly roles?: readonly ['analysisTarget'];
  readonly hashes?: Readonly<Record<string, string>>;
  readonly properties?: Properties;
}

export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
  readonly index?: number;
}

export interface Location {
  readonly id?: number;
  readonly message?: Message;
  readonly physicalLocation: { readonly artifactLocation: ArtifactLocation; readonly region?: Region };
  readonly logicalLocations?: readonly LogicalLocation[];
}

export interface Region {
  readonly startLine?: number;
  readonly byteOffset?: number;
  readonly byteLength?: number;
}

export interface LogicalLocation {
  readonly name: string;
  readonly fullyQualifiedName: string;
  readonly decoratedName?: string;
  readonly kind: string;
}

export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: 'fail';
  readonly level: Level;
  readonly message: Message;
  readonly locations: readonly [Location];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  /** 0 to 100: most important last (3.27.25). */
  readonly rank: number;
  readonly taxa?: readonly TaxonReference[];
  readonly suppressions?: readonly Suppression[];
  readonly properties: Properties;
}

interface Suppression {
  readonly kind: 'external';
  readonly status: 'accepted';
  readonly justification: string;
  readonly properties?: Properties;
}

interface Invocation {
  readonly executionSuccessful: boolean;
  readonly startTimeUtc: string;
  readonly endTimeUtc: string;
  readonly toolExecutionNotifications: readonly Notification[];
}

export interface Notification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly level: Level;
  readonly message: Message;
  readonly locations?: readonly Location[];
}
