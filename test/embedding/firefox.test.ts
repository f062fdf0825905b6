/** Every page of the matrix in firefox. */
import { matrix } from './matrix.ts';

matrix('firefox');
