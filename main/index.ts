import { createAppServices } from './dependencies.ts';
import { startApp } from './electron/start-app.ts';

startApp(createAppServices);
