/**
 * How long a token lasts, in the page's own time, whatever the page's clock shows.
 *
 * Two say it: the token by `exp`, which a clock that is wrong misreads, and the source that made it, which says how many
 * seconds are left and may be wrong about one that it keeps. The sooner end counts; too soon costs a renewal.
 */
import type { TokenClaims } from './token-claims.ts';

export class TokenLife {
  /** Server time minus ours, in milliseconds, as the `iat` of a freshly made token tells it. */
  #skew = 0;
  #endsAt: number | null = null;

  /**
   * @param made - the token is another than before, from a source that makes them.
   * @param lasts - milliseconds from now, as the source says; null when it does not.
   */
  begin({ iat, exp }: TokenClaims, now: number, made: boolean, lasts: number | null): void {
    if (made && iat !== undefined) {
      // Only a token in the making tells the server's time. A cached one is older, so being behind is believed only of
      // a token that would be over as it arrives: with a clock that is hours ahead, every token would be, and fetching
      // the next one would never end. If it is over in truth, the server will say so.
      const skew = iat * 1_000 - now;
      const over = exp !== undefined && exp * 1_000 <= now;
      this.#skew = skew > 30_000 || over ? skew : 0;
    }
    const claimed = exp === undefined ? null : exp * 1_000 - (now + this.#skew);
    const left = lasts === null ? claimed : Math.min(lasts, claimed !== null && claimed > 0 ? claimed : Infinity);
    this.#endsAt = left === null ? null : now + left;
  }

  /** Milliseconds; null when nobody knows of an end. */
  left(now: number): number | null {
    return this.#endsAt === null ? null : this.#endsAt - now;
  }
}
