/** A process that holds a model: it takes one job at a time, and ends with the process that started it. */
import { kill } from 'node:process';
import type { GenerationEvent } from '../event.ts';
import { RuntimeFault } from '../fault.ts';
import { generate } from './generate.ts';
import { loadModel, type Model } from './model.ts';
import type { Answers, FromChild, Job, ToChild } from './protocol.ts';

/** Milliseconds between two words to our starter: each costs both sides more than a token of a small model. */
const PAUSE = 25;

let model: Model | undefined;
let stopping = false;
let passes = 0;
let events: GenerationEvent[] = [];
let spoke = performance.now();

const send = (message: FromChild): void => {
  spoke = performance.now();
  process.send?.(message);
};

function takePasses(): number {
  const taken = passes;
  passes = 0;
  return taken;
}

function report(): void {
  if (performance.now() - spoke < PAUSE) return;
  if (events.length === 0) return send({ kind: 'alive', passes: takePasses() });
  const told = events;
  events = [];
  send({ kind: 'events', events: told, passes: takePasses() });
}

const progress = (computed: number): void => {
  passes += computed;
  report();
};

async function perform(job: Job): Promise<Answers[Job['kind']]> {
  if (model === undefined) throw new Error('no model is loaded');
  const { evaluator, pieces } = model;
  switch (job.kind) {
    case 'generate':
      await generate(model, job.request, (event) => void events.push(event));
      return undefined;
    case 'vocabulary': {
      const special = [...Array(pieces.size).keys()].filter((token) => pieces.isControl(token));
      const { bos, eos } = model;
      return {
        texts: pieces.texts(),
        special,
        ...(bos === undefined ? {} : { bos }),
        ...(eos === undefined ? {} : { eos }),
      };
    }
    case 'encode':
      return model.encode(job.text);
    case 'decode':
      if (job.tokens.length > 0) for (const token of job.tokens) evaluator.validate([token]);
      return pieces.decode(job.tokens);
    case 'render':
      return model.encode(model.template().render(job.messages) + (job.prefill ?? ''));
    case 'next':
      for (const tokens of job.batch) evaluator.validate(tokens);
      return evaluator.next(job.batch);
    case 'score':
      evaluator.validate(job.tokens);
      if (!(job.from >= 1 && job.from < job.tokens.length))
        throw new RuntimeFault('invalid', `there is nothing to score from ${job.from}`);
      return evaluator.score(job.tokens, job.from);
  }
}

async function work(job: Job): Promise<void> {
  stopping = false;
  events = [];
  try {
    const value = await perform(job);
    if (events.length > 0) send({ kind: 'events', events, passes: takePasses() });
    send({ kind: 'done', value, passes: takePasses() });
  } catch (error) {
    const fault = error instanceof RuntimeFault ? error.kind : 'crashed';
    send({
      kind: 'fault',
      fault,
      message: error instanceof Error ? error.message : String(error),
      passes: takePasses(),
    });
  }
}

process.on('message', (message: ToChild) => {
  switch (message.kind) {
    case 'load':
      loadModel(message.spec, progress).then(
        (loaded) => {
          model = loaded;
          model.evaluator.check = () => {
            if (stopping) throw new RuntimeFault('unavailable', 'stopped');
          };
          takePasses();
          send({ kind: 'loaded', model: loaded.loaded });
        },
        (error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          send({ kind: 'fault', fault: 'refused', message: `llama.cpp does not load it: ${reason}`, passes: 0 });
        },
      );
      break;
    case 'job':
      void work(message.job);
      break;
    case 'stop':
      stopping = true;
  }
});
// Whoever started us is gone, or wants us gone. At once: llama.cpp may be in the middle of something.
process.on('disconnect', () => kill(process.pid, 'SIGKILL'));
// Ctrl-C reaches the whole group. Our starter decides.
process.on('SIGINT', () => {});
