import { createDependencies } from './dependencies.ts';
import { startApp } from './electron/start-app.ts';
import { trackProgress } from './services/progress-tracker.ts';

startApp(() => {
  const { runPracticeMove, clock } = createDependencies();
  return { practice: { run: runPracticeMove, track: () => trackProgress(clock) } };
});
