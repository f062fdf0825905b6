/** How the custom-elements manifest is made: from the JSDoc of the element classes, public things only. */
import { publicOnly } from './manifest.plugin.mjs';

export default {
  globs: [
    'components/*/*.element.ts',
    'components/shared/element/{inline-element,live-element,query-element,list-options,rows-element}.ts',
    'components/shared/list/row-list.ts',
    'components/shared/rows/ticket-rows.ts',
  ],
  outdir: '.',
  litelement: true,
  packagejson: false,
  dependencies: false,
  plugins: [publicOnly()],
};
