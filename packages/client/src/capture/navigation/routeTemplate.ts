/** A segment of the App Router's tree: as written in the folder's name, or a parameter with its value and kind. */
type Segment = string | readonly [name: string, value: string, kind: string, ...rest: unknown[]];
type Tree = readonly [segment: Segment, slots: { readonly children?: Tree }, ...rest: unknown[]];

/**
 * The template of the route that the page shows, `/product/[slug]`, from what Next's routers keep in the page: the Pages
 * Router its `pathname`, the App Router the tree in `history.state`. That is internal to Next, so it counts only if it
 * leads to the very path of the address bar; else `undefined`, also behind a rewrite.
 */
export function routeTemplate(path: string, win: Window = window): string | undefined {
  const { next } = win as Window & { next?: { router?: { pathname?: unknown } } };
  const pathname = next?.router?.pathname;
  if (typeof pathname === 'string') return pathname;
  const state = win.history.state as { __PRIVATE_NEXTJS_INTERNALS_TREE?: Tree | { tree: Tree } } | null;
  const kept = state?.__PRIVATE_NEXTJS_INTERNALS_TREE;
  let tree: Tree | undefined = kept && 'tree' in kept ? kept.tree : kept;
  let template = '';
  let shown = '';
  for (; tree; tree = tree[1].children) {
    const [segment] = tree;
    if (typeof segment !== 'string') {
      const [name, value, kind] = segment;
      const rest = kind.startsWith('d') ? name : `...${name}`;
      template += kind.startsWith('oc') ? `/[[${rest}]]` : `/[${rest}]`;
      if (value) shown += `/${value}`;
    } else if (segment && !/^(__PAGE__|\(.*\)$)/.test(segment)) {
      // Neither the root, nor the page itself, nor a group, which is in no address.
      template += `/${segment}`;
      shown += `/${segment}`;
    }
  }
  // The end: the app may live below a base path.
  return kept && plain(path).endsWith(plain(shown)) ? template || '/' : undefined;
}

/** Decoded, without the slash at the end. */
function plain(path: string): string {
  return decodeURIComponent(path).replace(/\/$/, '');
}
