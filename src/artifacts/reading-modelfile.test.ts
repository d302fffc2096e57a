import { describe, expect, it } from 'vitest';
import { audit } from './audit.fixture.ts';
import type { ModelfileStructure } from '../formats/modelfile/structure.ts';

const read = async (content: string) => (await audit({ Modelfile: new TextEncoder().encode(content) })).files[0];

describe('Modelfile', () => {
  it('hands out its words, also those in the actions of its template', async () => {
    const file = await read(
      'FROM a\nSYSTEM """one\ntwo"""\nTEMPLATE "{{ .System }}x"\nmessage user hi\nPARAMETER stop x\n',
    );
    const own = file?.parts[0]?.structure as ModelfileStructure | undefined;
    expect(own?.instructions.map(({ name }) => name)).toEqual(['FROM', 'SYSTEM', 'TEMPLATE', 'MESSAGE', 'PARAMETER']);
    expect(own?.instructions[1]?.value).toBe('one\ntwo');
    expect(file?.parts.map(({ at }) => at.member)).toEqual([undefined, 'SYSTEM', 'TEMPLATE', 'MESSAGE']);
  });

  it('is read to its end where a text is never closed', async () => {
    const file = await read('FROM a\nSYSTEM """one\ntwo');
    expect(file?.status).toBe('complete');
    expect((file?.parts[0]?.structure as ModelfileStructure | undefined)?.instructions[1]?.value).toBe('one\ntwo');
  });
});
