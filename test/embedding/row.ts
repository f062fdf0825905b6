/** A row of the matrix: pages as somebody would have them, and what must hold in every engine. */
import type { Scene } from './scene.ts';
import type { Site } from './site.ts';

export interface Row {
  /** Also its address on the site. */
  readonly name: string;
  /** By path below the row's address; the one called '' is opened. Those with a slash in front are at the site's root. */
  readonly pages: Readonly<Record<string, (site: Site) => string | Promise<string>>>;
  /** Where the pages have the kit, below the row's address: `livetags/`. Otherwise it is at `/kit/`. */
  readonly kit?: string;
  /** Sent with every page of the row. */
  readonly headers?: (site: Site) => Readonly<Record<string, string>>;
  /** What is said in the console on purpose: each is said, and nothing else. */
  readonly says?: readonly RegExp[];
  /** What browsers may say of the page themselves; not all of them tell a test. */
  readonly browserSays?: readonly RegExp[];
  /** Globals of the page's own scripts; nothing else is added to the window. */
  readonly globals?: readonly string[];
  /** The check begins before its page is there. */
  readonly opensItself?: boolean;
  check(scene: Scene): Promise<void>;
}
