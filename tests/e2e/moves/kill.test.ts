import { builtApp } from '../support/built-app.ts';
import { testKill, testPausedKill } from '../support/test-kill.ts';

testKill(builtApp);
testPausedKill(builtApp);
