/**
 * Who else is there, as elements show it. Fetched when one of them asks for it, so nothing here imports code of the rest:
 * what it shared with the kit would be torn out of the one file that the kit is.
 */
export { PresenceLine } from './presence-line.ts';
export { RowPresence } from './row-presence.ts';
