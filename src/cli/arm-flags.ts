import { type Command, InvalidArgumentError } from 'commander';
import type { ArmRequest } from '../examinations/arms.ts';
import { positiveInteger } from './numbers.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The models of a command line, in its order. An option that is about a model holds for the one named last before it, so
 * that several models can each have their own.
 */
export class ArmFlags {
  readonly #arms: Mutable<ArmRequest>[] = [];

  get requests(): readonly ArmRequest[] {
    return this.#arms;
  }

  add(command: Command): Command {
    const begin =
      (role: ArmRequest['role']) =>
      (subject: string): string => {
        this.#arms.push({ role, subject });
        return subject;
      };
    return command
      .option(
        '--run <path>',
        'a model to question: a GGUF file or a folder with one, run here; or a journal, a HAR file or a log of events, replayed; may be repeated',
        begin('suspect'),
      )
      .option(
        '--endpoint <url>',
        'a model to question: an OpenAI-compatible server, e.g. http://localhost:8000/v1',
        begin('suspect'),
      )
      .option('--reference <subject>', 'a model to hold against it: as for --run or --endpoint', begin('reference'))
      .option(
        '--judge <subject>',
        'a model that judges, for studies that have one: as for --run or --endpoint',
        begin('judge'),
      )
      .option('--model <name>', 'of the endpoint or journal before it: the model’s name there', this.#of('model'))
      .option('--label <name>', 'of the model before it: what reports call it', this.#of('label'))
      .option(
        '--same-weights-as <label>',
        'of the model before it: it is served from the same weights as another',
        (label: string) => {
          const arm = this.#last('--same-weights-as');
          arm.sameWeightsAs = label;
          if (arm.role === 'suspect') arm.role = 'host';
          return label;
        },
      )
      .option(
        '--key-env <name>',
        'of the endpoint before it: the environment variable that holds its key',
        this.#of('keyEnv'),
      )
      .option('--key-file <file>', 'of the endpoint before it: the file with its key', this.#of('keyFile'))
      .option(
        '--key-header <name>',
        'of the endpoint before it: authorization (the default), api-key or x-api-key',
        this.#of('keyHeader'),
      )
      .option('--plain-key', 'of the endpoint before it: send its key to another machine without encryption', () => {
        this.#last('--plain-key').plainKey = true;
      })
      .option(
        '--field <name=json>',
        'of the endpoint before it: a further field of each request; null takes one away; may be repeated',
        (text: string) => {
          const arm = this.#last('--field');
          arm.fields = { ...arm.fields, ...field(text) };
          return text;
        },
      )
      .option('--gpu', 'of the GGUF file before it: run it on a GPU that llama.cpp finds', () => {
        this.#last('--gpu').gpu = true;
      })
      .option(
        '--context-size <tokens>',
        'of the GGUF file before it: tokens of prompt and answer together',
        (text: string) => {
          this.#last('--context-size').context = positiveInteger(text);
          return text;
        },
      )
      .option('--server <kind>', 'of the endpoint before it: what it is, e.g. vllm', this.#of('server'))
      .option(
        '--offers <capabilities>',
        'of the endpoint before it: what it offers beyond that, e.g. logprobs,seed',
        (text: string) => {
          this.#last('--offers').offers = text.split(',').map((one) => one.trim());
          return text;
        },
      )
      .option(
        '--thinking-field <name>',
        'of the endpoint before it: the field that bounds thinking in tokens, e.g. thinking_budget',
        (text: string) => {
          this.#last('--thinking-field').thinking = text;
          return text;
        },
      )
      .option(
        '--price <in,out>',
        'of the endpoint before it: dollars for a million tokens read and written, or a list price of data/economics, e.g. price.r1',
        (text: string) => {
          if (/^price\.[a-z0-9.-]{1,60}$/.test(text)) {
            this.#last('--price').price = text;
            return text;
          }
          const [input = Number.NaN, output = Number.NaN, ...more] = text.split(',').map(Number);
          if (!(input >= 0 && output >= 0) || more.length > 0)
            throw new InvalidArgumentError('must be two numbers, e.g. 0.27,1.10, or a record, e.g. price.r1');
          this.#last('--price').price = { input, output };
          return text;
        },
      );
  }

  #of(key: 'model' | 'label' | 'keyEnv' | 'keyFile' | 'keyHeader' | 'server') {
    return (value: string): string => {
      this.#last(`--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)[key] = value;
      return value;
    };
  }

  #last(flag: string): Mutable<ArmRequest> {
    const last = this.#arms.at(-1);
    if (last === undefined) throw new InvalidArgumentError(`name a model with --run or --endpoint before ${flag}.`);
    return last;
  }
}

/** @throws InvalidArgumentError */
function field(text: string): Record<string, unknown> {
  const at = text.indexOf('=');
  try {
    if (at > 0) return { [text.slice(0, at)]: JSON.parse(text.slice(at + 1)) };
  } catch {
    // Said below.
  }
  throw new InvalidArgumentError('must be NAME=JSON, e.g. top_k=40 or chat_template_kwargs={"enable_thinking":false}');
}
