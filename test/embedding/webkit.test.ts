/** Every page of the matrix in webkit. */
import { matrix } from './matrix.ts';

matrix('webkit');
