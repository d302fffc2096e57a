import { InputError, UsageError } from '../core/errors.ts';
import { RuntimeFault } from '../runtimes/fault.ts';
import { CAPABILITIES, type Runtime } from '../runtimes/runtime.ts';
import type { Arm, Role } from '../studies/engine/arm.ts';
import type { Price } from '../studies/engine/spending.ts';
import { openLocal } from './local-runtime.ts';

/** A model to question, as the user names it. */
export interface ArmRequest {
  readonly role: Role | 'judge';
  /** A GGUF file or a folder with one, the address of an endpoint, or a journal, HAR file or event log of earlier answers. */
  readonly subject: string;
  /** Of an endpoint: the model's name there. Of a journal: what the model was called in its study. */
  readonly model?: string;
  readonly label?: string;
  readonly sameWeightsAs?: string;
  /** The environment variable, or the file, that holds the key of an endpoint. */
  readonly keyEnv?: string;
  readonly keyFile?: string;
  /** The header that carries it. */
  readonly keyHeader?: string;
  /** Sends it to another machine without encryption. */
  readonly plainKey?: boolean;
  /** Further fields of each request to the endpoint; null takes one away. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Of a GGUF file: on a GPU, where llama.cpp finds one. */
  readonly gpu?: boolean;
  /** Of a GGUF file: tokens of prompt and answer together. */
  readonly context?: number;
  /** What the endpoint is, e.g. `vllm`. */
  readonly server?: string;
  /** What it offers beyond that. */
  readonly offers?: readonly string[];
  /** The field of a request to it that bounds thinking. */
  readonly thinking?: string;
  /** Or the name of a list price of data/economics: `price.r1`. */
  readonly price?: Price | string;
}

export interface ArmOptions {
  /** Requests in flight to one endpoint. */
  readonly concurrency?: number;
  /** Processes of one local model. */
  readonly jobs?: number;
  readonly userAgent: string;
  readonly signal?: AbortSignal;
}

export interface OpenArms {
  readonly arms: readonly Arm[];
  readonly judge?: Runtime;
  readonly prices: ReadonlyMap<string, Price>;
  close(): Promise<void>;
}

const isEndpoint = (subject: string): boolean => /^https?:\/\//i.test(subject);

/** Opens every model, or none. @throws UsageError where one cannot be opened */
export async function openArms(requests: readonly ArmRequest[], options: ArmOptions): Promise<OpenArms> {
  const open: { request: ArmRequest; label: string; runtime: Runtime }[] = [];
  const close = async (): Promise<void> => {
    await Promise.allSettled(open.map(({ runtime }) => runtime.close()));
  };
  const prices = new Map<string, Price>();
  try {
    for (const request of requests) {
      const { runtime, name } = await openRuntime(request, options);
      open.push({ request, label: request.label ?? request.model ?? name, runtime });
    }
    for (const one of open) {
      one.label = apart(
        one,
        open.filter((other) => other !== one),
      );
      const { price, role } = one.request;
      if (price !== undefined)
        prices.set(role === 'judge' ? 'judge' : one.label, typeof price === 'string' ? await recorded(price) : price);
    }
    checkRelations(open.map(({ request, label }) => ({ ...request, label })));
  } catch (error) {
    await close();
    throw error;
  }
  const judge = open.find(({ request }) => request.role === 'judge');
  return {
    arms: open.flatMap(({ request: { role, sameWeightsAs }, label, runtime }) =>
      role === 'judge' ? [] : [{ id: label, role, runtime, ...(sameWeightsAs === undefined ? {} : { sameWeightsAs }) }],
    ),
    ...(judge === undefined ? {} : { judge: judge.runtime }),
    prices,
    close,
  };
}

interface Labelled {
  readonly request: ArmRequest;
  readonly label: string;
}

/** The name of a reference that nobody gave one, where another model is called the same: as two folders of one name are. */
function apart({ request, label }: Labelled, others: readonly Labelled[]): string {
  const own = request.role === 'reference' && request.label === undefined;
  const taken = others.some((other) => other.request.role !== 'judge' && other.label === label);
  return own && taken ? `${label} (reference)` : label;
}

/** @throws UsageError where no such price is recorded */
async function recorded(name: string): Promise<Price> {
  const { listPrice } = await import('../claims/economics/list-price.ts');
  try {
    return listPrice(name);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--price ${name}: ${error.message}`);
    throw error;
  }
}

async function openRuntime(
  request: ArmRequest,
  options: ArmOptions,
): Promise<{ readonly runtime: Runtime; readonly name: string }> {
  const { subject, model, gpu, context } = request;
  try {
    if (isEndpoint(subject)) return { runtime: await openEndpoint(request, options), name: new URL(subject).host };
    return await openLocal(subject, {
      ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
      ...(model === undefined ? {} : { arm: model }),
      ...(gpu === undefined ? {} : { gpu }),
      ...(context === undefined ? {} : { context }),
    });
  } catch (error) {
    if (error instanceof RuntimeFault || error instanceof InputError)
      throw new UsageError(`cannot open ${JSON.stringify(subject)}: ${error.message}`);
    throw error;
  }
}

async function openEndpoint(request: ArmRequest, options: ArmOptions): Promise<Runtime> {
  const [{ OpenAiRuntime }, { DIALECTS, THINKING_FIELDS }] = await Promise.all([
    import('../runtimes/openai/openai.ts'),
    import('../runtimes/openai/dialect.ts'),
  ]);
  const { subject, model, keyEnv, keyFile, plainKey, fields } = request;
  const key = keyFile !== undefined ? { file: keyFile } : keyEnv !== undefined ? { env: keyEnv } : undefined;
  return await OpenAiRuntime.open({
    endpoint: subject,
    model,
    dialect: oneOf('--server', Object.keys(DIALECTS) as (keyof typeof DIALECTS)[], request.server),
    offers: request.offers?.flatMap((one) => oneOf('--offers', CAPABILITIES, one) ?? []),
    thinking: oneOf('--thinking-field', THINKING_FIELDS, request.thinking),
    userAgent: options.userAgent,
    concurrency: options.concurrency,
    signal: options.signal,
    key,
    keyHeader: oneOf('--key-header', ['authorization', 'api-key', 'x-api-key'], request.keyHeader),
    plainKey,
    fields,
  });
}

/** @throws UsageError where it is none of these */
function oneOf<T extends string>(flag: string, known: readonly T[], given: string | undefined): T | undefined {
  if (given === undefined) return undefined;
  const found = known.find((one) => one === given);
  if (found === undefined) throw new UsageError(`${flag} ${given}: it is one of ${known.join(', ')}`);
  return found;
}

function checkRelations(arms: readonly { label: string; sameWeightsAs?: string }[]): void {
  for (const { label, sameWeightsAs } of arms) {
    if (sameWeightsAs === undefined) continue;
    if (sameWeightsAs === label || !arms.some((other) => other.label === sameWeightsAs))
      throw new UsageError(
        `${label} is said to hold the weights of ${sameWeightsAs}, and no other model is called that`,
      );
  }
}
