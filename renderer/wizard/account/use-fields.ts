import { useRef } from 'react';
import type { FieldName } from './find-faults.ts';

/** The fields on the screen, to move the focus to one. */
export interface Fields {
  /** For a field's `ref`. */
  readonly refOf: (name: FieldName) => (field: HTMLInputElement | null) => void;
  readonly focus: (name: FieldName) => void;
}

/** Collects the fields of a form. */
export function useFields(): Fields {
  const fields = useRef(new Map<FieldName, HTMLInputElement>());
  return {
    refOf: (name) => (field) => {
      if (field) fields.current.set(name, field);
      else fields.current.delete(name);
    },
    focus: (name) => fields.current.get(name)?.focus(),
  };
}
