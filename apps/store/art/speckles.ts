/** The iron spots of a stoneware glaze: `count` small ellipses in a box, the same ones at every call for a `seed`. */
export function speckles(
  seed: number,
  count: number,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  colour: string,
): string {
  // Park and Miller's generator: enough for spots, and the same picture in every build.
  let state = seed;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return Array.from({ length: count }, () => {
    const x = (box.x + random() * box.width).toFixed(1);
    const y = (box.y + random() * box.height).toFixed(1);
    const r = (0.5 + random() ** 3 * 2.2).toFixed(1);
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}" opacity="${(0.15 + random() * 0.5).toFixed(2)}"/>`;
  }).join('');
}
