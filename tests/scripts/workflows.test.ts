import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: unknown;
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What a workflow's own token may do beyond reading, and why: the release writes a draft and says who built it. */
const granted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'release.yml draft': { contents: 'write', 'id-token': 'write', attestations: 'write' },
};

const workflows = globSync('.github/workflows/*.{yml,yaml}').map((file) => {
  const text = readFileSync(file, 'utf8');
  return { name: basename(file), text, workflow: parse(text) as Workflow };
});
const releasing = readFileSync('docs/releasing.md', 'utf8');

test('there is a workflow for each change and one for a release', () => {
  expect(workflows.map(({ name }) => name).sort()).toEqual(['ci.yml', 'release.yml']);
});

describe.each(workflows)('$name', ({ name, text, workflow }) => {
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);
  const scripts = steps.flatMap(({ run, shell }) => (run === undefined ? [] : [{ run, shell: shell ?? 'bash' }]));

  test('takes each action by its commit, with its version beside it', () => {
    const uses = [...text.matchAll(/^\s*-?\s*uses:(.*)$/gmu)].map(([, action]) => action ?? '');
    expect(uses.length).toBe(steps.filter((step) => step.uses !== undefined).length);
    for (const action of uses) expect(action).toMatch(/^ actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u);
  });

  test('takes the same commit of an action everywhere', () => {
    const commits = new Map<string, string>();
    for (const [, action, pin] of workflows
      .map((each) => each.text)
      .join('\n')
      .matchAll(/uses: (\S+)@(.*)$/gmu)) {
      expect(pin).toBe(commits.get(action ?? '') ?? pin);
      commits.set(action ?? '', pin ?? '');
    }
  });

  test('may read the code, and more only where that is listed', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [id, job] of jobs) expect(job.permissions, id).toEqual(granted[`${name} ${id}`]);
  });

  test('leaves no token lying in the checkout', () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
      expect(step.with?.['persist-credentials']).toBe(false);
    }
  });

  test('ends by itself, and once', () => {
    for (const [id, job] of jobs) expect(job['timeout-minutes'], id).toBeLessThanOrEqual(60);
    expect(workflow.concurrency).toBeTypeOf('object');
  });

  test('runs nothing that a stranger wrote', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
    // What stands in an expression is pasted into the script: titles and branch names become commands.
    for (const { run } of scripts) expect(run).not.toContain('${{');
  });

  // On Windows `bash` may be that of a Linux which is not installed.
  test.skipIf(process.platform === 'win32')('has scripts that its shell can read', () => {
    expect(workflow.defaults.run.shell).toBe('bash');
    for (const { run, shell } of scripts.filter((script) => script.shell === 'bash')) {
      const { status, stderr } = spawnSync(shell, ['-n'], { input: run, encoding: 'utf8' });
      expect({ run, status, stderr }).toEqual({ run, status: 0, stderr: '' });
    }
  });

  test('runs scripts that exist', () => {
    const commands = scripts.map(({ run }) => run).join('\n');
    const known = ['ci', 'audit', ...Object.keys(manifest.scripts)];
    for (const [, script = ''] of commands.matchAll(/\bnpm (?:run )?([\w:-]+)/gu)) expect(known).toContain(script);
    const files = [...commands.matchAll(/(?:^|[\s/])(scripts\/\S+\.\w+)/gmu)].map(([, file = '']) => file);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});

test('only the release sees secrets, and each stands in docs/releasing.md, and no other', () => {
  const named = (text: string): string[] =>
    [...new Set([...text.matchAll(/\$\{\{ (?:secrets|vars)\.(\w+)/gu)].map(([, secret = '']) => secret))].sort();
  for (const { name, text } of workflows.filter((each) => each.name !== 'release.yml')) {
    expect(named(text), name).toEqual([]);
    expect(text).not.toMatch(/\bsecrets\b/u);
  }
  const documented = [...releasing.matchAll(/^\| `(\w+)` +\|/gmu)].map(([, secret = '']) => secret).sort();
  expect(named(workflows.find(({ name }) => name === 'release.yml')?.text ?? '')).toEqual(documented);
});

test('a release is built without what a cache remembers', () => {
  const { text, workflow } = workflows.find(({ name }) => name === 'release.yml') ?? { text: '', workflow: null };
  expect(text).not.toMatch(/\bcache: npm/u);
  const setUps = Object.values(workflow?.jobs ?? {}).flatMap(({ steps }) =>
    steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@')),
  );
  expect(setUps.length).toBeGreaterThan(3);
  for (const step of setUps) expect(step.with?.['package-manager-cache']).toBe(false);
});
