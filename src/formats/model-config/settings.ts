import type { JsonObject, JsonValue } from '../json-value.ts';
import { MOST_NUMBERS, MOST_SETTINGS, type Setting, SETTING_TEXT, type Settings } from './structure.ts';

/** Configs of the decoder and of what sees, in that of a model of both. */
const PARTS = ['text_config', 'vision_config'] as const;

export function settingsOf(object: JsonObject): Settings {
  const quantization = object.get('quantization_config');
  const parts = PARTS.flatMap((name) => {
    const part = object.get(name);
    return part instanceof Map ? [[name, plain(part as JsonObject)] as const] : [];
  });
  return {
    values: plain(object),
    ...(parts.length === 0 ? {} : { parts: Object.fromEntries(parts) }),
    ...(quantization instanceof Map ? { quantization: plain(quantization as JsonObject) } : {}),
  };
}

/** `Object.fromEntries` defines its keys: `__proto__` is one like any other. */
function plain(object: JsonObject): Readonly<Record<string, Setting>> {
  const kept: [string, Setting][] = [];
  for (const [key, value] of object) {
    if (kept.length >= MOST_SETTINGS) break;
    const setting = settingOf(value);
    if (setting !== undefined && key.length <= SETTING_TEXT) kept.push([key, setting]);
  }
  return Object.fromEntries(kept);
}

function settingOf(value: JsonValue): Setting | undefined {
  if (typeof value === 'string') return value.slice(0, SETTING_TEXT);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value) || value.length > MOST_NUMBERS) return undefined;
  const items = value as readonly JsonValue[];
  return items.every((one) => typeof one === 'number') ? items : undefined;
}
