import { commandLineOf } from './electron/command-line.ts';

const args = commandLineOf(process.argv);

// Each loads nothing of the other. What is awaited here comes before Electron's `ready`.
if (args === null) {
  const [{ createAppServices }, { startApp }] = await Promise.all([
    import('./dependencies.ts'),
    import('./electron/start-app.ts'),
  ]);
  startApp(createAppServices);
} else {
  const [{ runHeadless }, { main }] = await Promise.all([
    import('./electron/run-headless.ts'),
    import('./cli/main.ts'),
  ]);
  await runHeadless(() => main(args));
}
