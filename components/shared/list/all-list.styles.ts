/** All that a list of rows is drawn with; an element adds its own. */
import { groupStyles } from '../followers/group.styles.ts';
import { hostStyles } from '../element/host.styles.ts';
import { listSearchStyles } from '../followers/list-search.styles.ts';
import { tokensStyles } from '../element/tokens.styles.ts';
import { badgeStyles } from '../rows/badge.styles.ts';
import { rowStyles } from '../rows/row.styles.ts';
import { edgeLabelStyles } from './edge-labels.styles.ts';
import { rowListStyles } from './row-list.styles.ts';
import { skeletonStyles } from './skeleton.styles.ts';

export const allListStyles = [
  tokensStyles,
  hostStyles,
  rowListStyles,
  rowStyles,
  badgeStyles,
  edgeLabelStyles,
  skeletonStyles,
  groupStyles,
  listSearchStyles,
];
