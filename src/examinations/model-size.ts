import type { Measurement } from '../core/measurement.ts';
import type { SurveyedFile } from '../survey/surveyed.ts';

/** Formats whose tables say how many parameters they hold. */
const COUNTED = ['safetensors', 'gguf', 'ggml'] as const;

/** Adds up the parameters that tensor tables declare, for each format by itself: a folder often has the same model twice. */
export class ModelSize {
  private readonly byFormat = new Map<string, { parameters: number; files: number }>();

  add(file: SurveyedFile): void {
    for (const { format, structure, at } of file.parts) {
      if (at.member !== undefined || structure === undefined || !COUNTED.some((counted) => counted === format))
        continue;
      const { parameterCount } = structure as typeof structure & { readonly parameterCount: number };
      const sum = this.byFormat.get(format) ?? { parameters: 0, files: 0 };
      this.byFormat.set(format, { parameters: sum.parameters + parameterCount, files: sum.files + 1 });
    }
  }

  measurements(): Measurement[] {
    return [...this.byFormat].map(([format, { parameters, files }]) => ({
      id: `parameters.${format}`,
      title: `Parameters in ${format} files`,
      value: parameters,
      unit: 'parameters',
      n: files,
      method: 'product of the dimensions of every tensor in the tables of the files, added up',
    }));
  }
}
