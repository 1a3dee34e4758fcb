import type { ProblemView } from '../../shared/ipc/problem-view.ts';

/** A problem with a file or with the app itself, which belongs to neither account. */
export function ownProblem(kind: 'disk-full' | 'unexpected', code: string | null): ProblemView {
  return {
    kind,
    side: null,
    host: null,
    user: null,
    serverText: null,
    code,
    refusal: null,
    certificate: null,
    certificates: null,
    provider: null,
  };
}

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Why a file could not be written. Only the system's code is told: messages of Node carry paths. */
export function fileProblem(error: unknown): ProblemView {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  return ownProblem(code !== null && full.has(code) ? 'disk-full' : 'unexpected', code);
}
