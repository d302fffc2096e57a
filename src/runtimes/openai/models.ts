import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { errorOf } from '../wire/error-body.ts';
import { at, listOf, parsed, textOf } from '../wire/json.ts';
import { Failure, failureOf, stated } from './failure.ts';
import { textOfBody } from './reply.ts';
import type { Transport } from './transport.ts';

/** Bytes of a list of models: OpenRouter's has some 500,000. */
const LIST = 8_388_608;

/** Names told where there are several. */
const TOLD = 20;

/** The names of the models that a server lists; none where it has no list. @throws Failure */
async function modelsOf(transport: Transport, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const reply = transport.ask('/models', undefined, signal);
  try {
    await reply.begin();
    const { text } = await textOfBody(reply, LIST);
    if (reply.status === 404 || reply.status === 405) return [];
    if (reply.status !== 200) throw stated(errorOf(text, reply.status), (name) => reply.header(name));
    return listOf(at(parsed(text), 'data')).flatMap((model) => textOf(at(model, 'id')) ?? []);
  } catch (error) {
    reply.abort(error);
    signal?.throwIfAborted();
    throw failureOf(error) ?? error;
  } finally {
    reply.leave();
  }
}

/**
 * The model to ask for: the only one that the server lists, or the one that was named, where it is listed or there is no list.
 * @throws UsageError where none was named and there is not exactly one, or the named one is not among those listed
 */
export async function resolveModel(
  transport: Transport,
  named: string | undefined,
  signal: AbortSignal | undefined,
): Promise<string> {
  let names: readonly string[];
  try {
    names = await modelsOf(transport, signal);
  } catch (error) {
    throw error instanceof Failure ? error.fault(1) : error;
  }
  if (named !== undefined && (names.length === 0 || names.includes(named))) return named;
  const [only, ...others] = names;
  if (named === undefined && only !== undefined && others.length === 0) return only;
  if (only === undefined) throw new UsageError('the server lists no models: name one with --model');
  const told = names.slice(0, TOLD).map((name) => printable(name, 100));
  const list = `${told.join(', ')}${names.length > TOLD ? ` and ${names.length - TOLD} more` : ''}`;
  const what = named === undefined ? 'several models' : `no model ${JSON.stringify(named)}`;
  throw new UsageError(`the server lists ${what}: name one of ${list}`);
}
