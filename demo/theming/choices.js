/** Rows of buttons of which one is pressed: the theme, the density, the width, and what the lists have to show. */
const nobody = '00000000-0000-4000-8000-00000000dead';

/** Calls `chosen` with the value of the button that is pressed. */
export function choices(group, chosen) {
  group.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (!button) return;
    for (const each of group.children) each.setAttribute('aria-pressed', String(each === button));
    chosen(button.dataset.value);
  });
}

/** A theme is a style sheet and nothing else. */
export function useTheme(name) {
  document.querySelector('link[data-theme]')?.remove();
  if (!name) return;
  const link = document.createElement('link');
  Object.assign(link, { rel: 'stylesheet', href: `themes/${name}.css` });
  link.dataset.theme = name;
  document.head.append(link);
}

const listsIn = (gallery) => gallery.querySelectorAll('[limit], [ticket-id]');

export function useDensity(gallery, density) {
  for (const list of listsIn(gallery)) list.setAttribute('density', density);
}

/** Lists without rows and lists that fail, by filters that make them so. */
export function useRows(gallery, which) {
  for (const list of listsIn(gallery)) {
    list.dataset.filter ??= list.getAttribute('filter') ?? '';
    list.setAttribute(
      'filter',
      { empty: `id=eq.${nobody}`, failing: 'no_such_column=eq.1' }[which] ?? list.dataset.filter,
    );
  }
}
