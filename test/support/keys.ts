/** Real keys, pressed one after the other; with others held down as in `Control+End`. The key of a blank is `Space`. */
import { sendKeys } from '@web/test-runner-commands';

export async function press(...chords: string[]): Promise<void> {
  for (const chord of chords) {
    const held = chord.split('+');
    const key = held.pop()!;
    for (const each of held) await sendKeys({ down: each });
    // Not every driver knows it by its name.
    await sendKeys({ press: key === 'Space' ? ' ' : key });
    for (const each of held) await sendKeys({ up: each });
  }
}
