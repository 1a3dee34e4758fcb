import { builtApp } from '../support/built-app.ts';
import { testKill } from '../support/test-kill.ts';

testKill(builtApp);
