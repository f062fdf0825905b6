/** What tests of pages with livetags in them need: a Supabase project in memory. */
export { MemoryProject } from './memory-project.ts';
export type { Match } from './memory-project.ts';
