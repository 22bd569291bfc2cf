/** A pointed leaf with its midrib, from its foot at (`x`, `y`), `length` long, turned by `turn` degrees from upright. */
export function leaf(
  x: number,
  y: number,
  length: number,
  width: number,
  turn: number,
  fill: string,
): string {
  const l = length;
  const w = width;
  return `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M0 0 C${w} ${-l * 0.2} ${w * 0.95} ${-l * 0.72} 0 ${-l} C${-w * 0.95} ${-l * 0.72} ${-w} ${-l * 0.2} 0 0Z" fill="${fill}"/><path d="M0 0 L0 ${-l * 0.93}" stroke="#fff" stroke-opacity=".28" stroke-width="2.2"/></g>`;
}
