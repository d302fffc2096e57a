/**
 * Tensors in the order of their file, in columns: a million take some 100 MB. Read one with {@link tensorAt}.
 * Bounded by the format's limit on tensors; survives a structured clone.
 */
export interface TensorTable {
  /** As the file has them, raw: make them printable before showing. Very long ones are cut. */
  readonly names: readonly string[];
  /** Distinct element types; `type` indexes it. */
  readonly types: readonly string[];
  readonly type: Uint16Array;
  /** Where the data begins and ends in the file, in bytes. Equal for an empty tensor and where the size is unknown. */
  readonly begin: Float64Array;
  readonly end: Float64Array;
  /** Dimensions of all, one after another: those of tensor `i` are from `dimsFrom[i]` to `dimsFrom[i + 1]`. */
  readonly dims: Float64Array;
  readonly dimsFrom: Uint32Array;
}

export interface Tensor {
  readonly name: string;
  readonly type: string;
  /** In the order of the file: safetensors outermost first, GGUF and GGML innermost first. */
  readonly dims: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export function tensorAt(table: TensorTable, index: number): Tensor {
  const dims = table.dims.subarray(table.dimsFrom[index] ?? 0, table.dimsFrom[index + 1] ?? 0);
  return {
    name: table.names[index] ?? '',
    type: table.types[table.type[index] ?? 0] ?? '',
    dims: [...dims],
    begin: table.begin[index] ?? 0,
    end: table.end[index] ?? 0,
  };
}

/** Collects tensors without room made ahead: nothing is allocated by a claim. */
export class TensorTableBuilder {
  readonly #names: string[] = [];
  readonly #types = new Map<string, number>();
  readonly #type = new Column(Uint16Array);
  readonly #begin = new Column(Float64Array);
  readonly #end = new Column(Float64Array);
  readonly #dims = new Column(Float64Array);
  readonly #dimsFrom = new Column(Uint32Array);

  constructor() {
    this.#dimsFrom.push(0);
  }

  get count(): number {
    return this.#names.length;
  }

  add(tensor: Tensor): void {
    this.#names.push(tensor.name);
    this.#type.push(this.#typeIndex(tensor.type));
    this.#begin.push(tensor.begin);
    this.#end.push(tensor.end);
    for (const dim of tensor.dims) this.#dims.push(dim);
    this.#dimsFrom.push(this.#dims.length);
  }

  /** Once, at the end. */
  build(): TensorTable {
    return {
      names: this.#names,
      types: [...this.#types.keys()],
      type: this.#type.build(),
      begin: this.#begin.build(),
      end: this.#end.build(),
      dims: this.#dims.build(),
      dimsFrom: this.#dimsFrom.build(),
    };
  }

  #typeIndex(type: string): number {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    // The index is 16 bits wide; a file with more made-up types than that loses the names of the last ones.
    if (this.#types.size >= 0xffff) return 0xfffe;
    this.#types.set(type, this.#types.size);
    return this.#types.size - 1;
  }
}

type Numbers = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A typed array that grows; the memory it outgrew goes back at once, not when rubbish is next collected. */
class Column<A extends Numbers> {
  #values: A;
  readonly #make: new (
    buffer: ArrayBuffer,
  ) => A;
  length = 0;

  constructor(make: new (buffer: ArrayBuffer) => A) {
    this.#make = make;
    this.#values = new make(new ArrayBuffer(128));
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#resize(this.length * 2);
    this.#values[this.length++] = value;
  }

  /** The array itself, cut to its length. */
  build(): A {
    this.#resize(this.length);
    return this.#values;
  }

  #resize(length: number): void {
    this.#values = new this.#make(this.#values.buffer.transfer(length * this.#values.BYTES_PER_ELEMENT));
  }
}
