import type { GgufStructure, GgufValue } from '../../formats/gguf/structure.ts';
import type { SafetensorsStructure } from '../../formats/safetensors/structure.ts';
import type { ZipMember, ZipStructure } from '../../formats/zip/structure.ts';

/** The metadata of a file of weights, each value as JSON. */
export function entriesOf(structure: SafetensorsStructure | GgufStructure): ReadonlyMap<string, string> {
  return structure.format === 'safetensors'
    ? new Map(structure.metadata.map(({ key, value }) => [key, JSON.stringify(value)]))
    : new Map(structure.metadata.map(({ key, value }) => [key, value === undefined ? 'unreadable' : shown(value)]));
}

/** Of an array its length and its first elements: more is not kept. */
function shown(value: GgufValue): string {
  if (value.kind === 'string') return JSON.stringify(value.text);
  if (value.kind !== 'array') return String(value.value);
  return `${value.length} × ${value.elementType}: ${value.first.map(shown).join(', ')}${value.length > value.first.length ? ', …' : ''}`;
}

/** The members of an archive by name, each with its size and checksum. */
export function membersOf({ members }: ZipStructure): ReadonlyMap<string, string> {
  return new Map(members.map((member) => [member.name, identity(member)]));
}

function identity({ size, crc }: ZipMember): string {
  return `${size} bytes, CRC-32 ${crc.toString(16).padStart(8, '0')}`;
}
