/** How the custom-elements manifest is made: from the JSDoc of the element classes, public things only. */
import { publicOnly } from './manifest.plugin.mjs';

export default {
  globs: [
    'components/*/*.element.ts',
    'components/shared/{inline-element,live-element,query-element,list-options,row-list,rows-element,ticket-rows}.ts',
  ],
  outdir: '.',
  litelement: true,
  packagejson: false,
  dependencies: false,
  plugins: [publicOnly()],
};
