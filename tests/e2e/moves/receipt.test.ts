import { builtApp } from '../support/built-app.ts';
import { testWholeMove } from '../support/test-whole-move.ts';

testWholeMove(builtApp);
