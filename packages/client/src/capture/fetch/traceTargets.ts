/**
 * The allow-list as patterns that are tested against a whole URL. A text is a prefix that ends at a path
 * boundary: `https://api.example.com` allows `https://api.example.com/v1`, not `https://api.example.com.evil`.
 */
export function traceTargets(list: readonly (string | RegExp)[]): RegExp[] {
  return list.map((entry) => {
    // `g` and `y` make a RegExp remember where it stopped: the second request would be judged differently.
    if (entry instanceof RegExp) return new RegExp(entry.source, entry.flags.replace(/[gy]/g, ''));
    const prefix = new URL(entry).href.replace(/\/$/, '');
    return new RegExp(`^${escapeRegExp(prefix)}(?:[/?#]|$)`);
  });
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
