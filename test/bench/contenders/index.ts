/** Every contender, fetched when its page asks for it: no page holds code of another. */
import type { Contender } from '../page/contender.ts';

export const contenders = {
  vanilla: async () => (await import('./vanilla.ts')).vanilla,
  /** The same once more: what differs between the two is noise. */
  'vanilla-again': async () => (await import('./vanilla.ts')).vanilla,
  'vanilla-chunks': async () => (await import('./vanilla-chunks.ts')).vanillaChunks,
  livetags: async () => (await import('./livetags.ts')).livetags,
  'lit-repeat': async () => (await import('./lit-repeat.ts')).litRepeat,
  'lit-virtualizer': async () => (await import('./lit-virtualizer.ts')).litVirtualizer,
  react: async () => (await import('./react.ts')).react,
  'react-memo': async () => (await import('./react.ts')).reactMemo,
  solid: async () => (await import('./solid.ts')).solid,
  'tanstack-db': async () => (await import('./tanstack-db.ts')).tanstackDb,
  'ag-grid': async () => (await import('./ag-grid.ts')).agGrid,
} satisfies Record<string, () => Promise<Contender>>;

export type ContenderName = keyof typeof contenders;

/** Those whose figures have gates; the others are there to be compared with. */
export const measured: readonly ContenderName[] = ['vanilla', 'vanilla-again', 'vanilla-chunks', 'livetags'];
/** Those that draw rows on screen alone, and so can hold any number. */
export const windowed: readonly ContenderName[] = ['lit-virtualizer', 'ag-grid'];
