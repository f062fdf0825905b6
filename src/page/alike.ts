/** The name that was meant by one with a slip of the keyboard in it; undefined when none is near. */
export function alike(name: string, names: readonly string[]): string | undefined {
  // In a short name two letters are too many to be a slip: `part` is not `page`.
  const most = name.length > 4 ? 2 : 1;
  const distances = names.map((each) => distance(name, each));
  const least = Math.min(...distances);
  return least <= most ? names[distances.indexOf(least)] : undefined;
}

/** How many letters are to be put in, left out or exchanged: https://en.wikipedia.org/wiki/Levenshtein_distance */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at += 1) {
      const exchanged = row[at - 1]! + (letter === other[at - 1] ? 0 : 1);
      next.push(Math.min(next[at - 1]! + 1, row[at]! + 1, exchanged));
    }
    row = next;
  }
  return row.at(-1)!;
}
