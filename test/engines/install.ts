/** Installs what is missing of the engines that are named: `node test/engines/install.ts firefox webkit`. */
import type { EngineName } from '../embedding/engines/engine.ts';
import { ensureEngines } from '../engines.ts';

ensureEngines(process.argv.slice(2) as EngineName[]);
