/**
 * 32-bit FNV-1a of a `key=value` pair over UTF-16 units. Rows carry the hashes of their tags, so that a search
 * reads one small column; a hit is checked again against the real values.
 */
export function hashTag(key: string, value: string): number {
  let hash = mix(0x811c9dc5, key);
  // A separator that hardly occurs in a key: `a=b` + `c` and `a` + `b=c` are to differ.
  hash = Math.imul(hash ^ 0, 0x01000193);
  return mix(hash, value) >>> 0;
}

function mix(start: number, text: string): number {
  let hash = start;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
