/** Which tokens change a piece, found by trying: each is set to something odd, and the piece looked at before and after. */
const odd = ['rgb(1, 2, 3)', '7.3px', '937'];

const looked = [
  'color backgroundColor outlineColor fill stroke borderTopColor borderInlineStartColor borderTopWidth borderTopStyle',
  'borderTopLeftRadius paddingTop paddingInlineStart rowGap columnGap marginTop fontSize fontWeight lineHeight',
  'width height gridTemplateColumns transitionDuration',
]
  .join(' ')
  .split(' ');

function look(element) {
  return [null, '::before']
    .map((pseudo) => getComputedStyle(element, pseudo))
    .flatMap((style) => looked.map((property) => style[property]))
    .join();
}

export function tokensThatChange({ host, element }, tokens) {
  if (!element) return [];
  return tokens.filter(({ name }) => {
    const kept = host.style.getPropertyValue(name);
    // What fades would still look as before.
    if (name !== '--live-duration') host.style.setProperty('--live-duration', '0s');
    const before = look(element);
    const changes = odd.some((value) => {
      host.style.setProperty(name, name === '--live-duration' ? '3s' : value);
      return look(element) !== before;
    });
    host.style.setProperty(name, kept);
    host.style.removeProperty('--live-duration');
    return changes;
  });
}
