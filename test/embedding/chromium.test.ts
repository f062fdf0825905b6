/** Every page of the matrix in chromium. */
import { matrix } from './matrix.ts';

matrix('chromium');
