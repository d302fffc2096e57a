import type { SafetensorsStructure } from '../../formats/safetensors/structure.ts';
import type { SurveyedFile } from '../../survey/surveyed.ts';
import type { PlacedDraft, RepositoryView, Rule } from '../rule.ts';

/** What each library takes first, and the pickle that it takes where that is missing or not asked for. */
const TWINS: readonly (readonly [safe: RegExp, pickled: RegExp])[] = [
  [/^model(?:\.fp16)?(?:-\d+-of-\d+)?\.safetensors$/, /^pytorch_model(?:\.fp16)?(?:-\d+-of-\d+)?\.bin$/],
  [/^adapter_model\.safetensors$/, /^adapter_model\.bin$/],
  [
    /^diffusion_pytorch_model(?:\.fp16)?(?:-\d+-of-\d+)?\.safetensors$/,
    /^diffusion_pytorch_model(?:\.fp16)?(?:-\d+-of-\d+)?\.bin$/,
  ],
];
/** The same weights in another number type are at most four times as large; beyond that these are other weights. */
const RATIO = 4.5;
/** Below this a file is a toy, and its headers outweigh its tensors. */
const TOY = 1_000_000;

export const unsafeWeightsBesideSafeRule: Rule = {
  id: 'unsafe-weights-beside-safe',
  title: 'The same weights are here as a pickle too',
  severity: 'medium',
  explanation:
    'The repository holds weights twice: as safetensors, which are data alone, and as a pickle, which can run code. Most libraries take the safetensors and leave the pickle, so people look at the first only. But older versions, some options and other programs take the pickle. Where the safetensors holds nothing or is of quite another size, the two are not the same model.',
  advice: 'Load with use_safetensors=True, and delete the pickle from your copy.',
  references: ['CWE-502', 'CWE-436', 'AML.T0011.000', 'LLM03:2025'],
  scope: 'repository',
  formats: ['safetensors'],
  *check(view): Generator<PlacedDraft> {
    for (const [folder, files] of byFolder(view)) {
      for (const [safe, pickled] of TWINS) yield* compare(folder, files, safe, pickled);
    }
  },
};

function* compare(
  folder: string,
  files: readonly SurveyedFile[],
  safe: RegExp,
  pickled: RegExp,
): Generator<PlacedDraft> {
  const tensors = files.filter((file) => safe.test(nameOf(file)) && file.format === 'safetensors');
  const pickles = files.filter(
    (file) => pickled.test(nameOf(file)) && (file.format === 'pickle' || file.format === 'zip'),
  );
  const first = pickles[0];
  if (tensors.length === 0 || first === undefined) return;
  const sizes = [tensors, pickles].map((group) => group.reduce((sum, { size }) => sum + size, 0));
  const [safeBytes = 0, pickleBytes = 0] = sizes;
  const empty = tensors.every((file) => tensorCountOf(file) === 0);
  const unlike =
    Math.max(safeBytes, pickleBytes) > TOY && (safeBytes > pickleBytes * RATIO || pickleBytes > safeBytes * RATIO);
  const what = `${pickles.length === 1 ? nameOf(first) : `${pickles.length} pickles`} in ${folder === '' ? 'the subject' : folder}`;
  yield {
    path: first.path,
    severity: empty || unlike ? 'medium' : 'info',
    confidence: empty ? 'high' : 'medium',
    ...(empty || unlike ? { title: 'Safetensors and pickle are not the same model' } : {}),
    message: empty
      ? `The safetensors beside ${what} holds no tensor at all: whoever looks at it sees nothing, and the weights come from the pickle.`
      : unlike
        ? `The safetensors beside ${what} has ${safeBytes.toLocaleString('en-US')} bytes against ${pickleBytes.toLocaleString('en-US')}: they are not the same weights.`
        : `Beside safetensors there is also ${what}. transformers, diffusers, PEFT and vLLM take the safetensors unless told otherwise.`,
    key: 'twin',
  };
}

function tensorCountOf(file: SurveyedFile): number | undefined {
  const part = file.parts.find(({ format, at }) => format === 'safetensors' && at.member === undefined);
  return (part?.structure as SafetensorsStructure | undefined)?.tensorCount;
}

const nameOf = ({ path }: SurveyedFile): string => path.slice(path.lastIndexOf('/') + 1);

function byFolder({ files }: RepositoryView): Map<string, SurveyedFile[]> {
  return Map.groupBy(files, ({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
}
