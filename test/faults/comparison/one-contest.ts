/** One seed in a process of its own, which tells its parent how it went. */
import { makeSchedule } from '../schedule.ts';
import { contest } from './contest.ts';
import { kinds } from './kinds.ts';

const [seed] = process.argv.slice(2);
const result = await contest(makeSchedule(Number(seed), { withoutPage: true }), kinds);
await new Promise((sent) => process.send!(result, sent));
process.exit(); // supabase-js leaves timers of its own.
