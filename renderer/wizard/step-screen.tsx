/// <reference types="vite/client" />
import type { StepProps } from './step-props.ts';

// Stands in until every step has its screen.
const screens = import.meta.glob('./*/*-step.tsx', { eager: true });

/** The screen of the step where a move is. */
export function StepScreen({ move }: StepProps): React.JSX.Element {
  const name = `${move.step.replaceAll(/(^|-)(\w)/gu, (_all, _dash, letter: string) => letter.toUpperCase())}Step`;
  const module = screens[`./${move.step}/${move.step}-step.tsx`] as
    Record<string, (props: StepProps) => React.JSX.Element> | undefined;
  const Found = module?.[name];
  return Found ? <Found move={move} /> : <h1>{move.step}</h1>;
}
