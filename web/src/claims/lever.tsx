import { useId } from 'react';
import { numberText, withUnit } from '../../../src/claims/held/number-text.ts';
import { type Lever, placeOf, valueAt } from '../../../src/claims/levers/lever.ts';

/** Places from one end to the other. */
const STEPS = 200;

interface LeverProps {
  readonly lever: Lever;
  /** Absent while it is as the sets have it. */
  readonly value: number | undefined;
  /** What a claim is held against: a set, or a world. */
  readonly thing: string;
  readonly onMove: (value: number) => void;
}

const several = (unit: string, value: number): string =>
  /^(?:month|year)$/.test(unit) && value !== 1 ? `${unit}s` : unit;

const end = (value: number, unit: string): string =>
  withUnit(numberText(Number(value.toPrecision(3))), several(unit, value));

export function LeverField({ lever, value, thing, onMove }: LeverProps) {
  const id = useId();
  const { input, about, unit, low, high, log, start } = lever;
  const text = value === undefined ? `as in each ${thing}` : withUnit(numberText(value), several(unit, value));
  return (
    <div className="lever" data-moved={value === undefined ? undefined : ''}>
      <label htmlFor={id}>
        <b>{input}</b> <span className="who">{about}</span>
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={STEPS}
        value={Math.round(placeOf(lever, value ?? start) * STEPS)}
        aria-valuetext={text}
        onChange={(event) => onMove(valueAt(lever, Number(event.currentTarget.value) / STEPS))}
      />
      <span className="ends" aria-hidden="true">
        <span>{end(low, unit)}</span>
        <span className="now">{text}</span>
        <span>
          {end(high, unit)}
          {log ? ' (log)' : ''}
        </span>
      </span>
    </div>
  );
}
