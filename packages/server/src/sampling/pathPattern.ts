/**
 * A test for paths from a path or a route template, as Next (`[id]`, `[...slug]`, `[[...slug]]`) and others (`:id`)
 * write it; `*` is a part of a segment, `**` any number of segments.
 */
export function pathPattern(template: string): RegExp {
  const source = template.replace(
    /\/\[\[\.\.\.[^\]]+\]\]|\[\.\.\.[^\]]+\]|\[[^\]]+\]|:[A-Za-z_]\w*|\/\*\*|\*|[.+?^${}()|[\]\\]/g,
    (part) => {
      if (part.startsWith('/[[') || part === '/**') return '(?:/.*)?';
      if (part.startsWith('[...')) return '.+';
      if (part.startsWith('[') && part.length > 1) return '[^/]+';
      if (part.startsWith(':')) return '[^/]+';
      return part === '*' ? '[^/]*' : `\\${part}`;
    },
  );
  return new RegExp(`^${source}/?$`);
}
