import { pot } from '@/art/pot';
import type { Drawing } from '@/art/scene';

const grey = pot('#8d9aa0', 124, 118);

function sword(x: number, height: number, lean: number, id: number): string {
  const top = 280 - height;
  const path = `M${x - 17} 280 C${x - 22 + lean * 0.3} ${280 - height * 0.45} ${x - 15 + lean * 0.7} ${top + 48} ${x + lean} ${top} C${x + 19 + lean * 0.7} ${top + 52} ${x + 22 + lean * 0.3} ${280 - height * 0.45} ${x + 17} 280Z`;
  const bands = Array.from(
    { length: Math.floor(height / 20) },
    (_, index) =>
      `<path d="M${x - 40 + lean * 0.5} ${272 - index * 20} q20 -12 38 -2 t40 -4" stroke="#244b37" stroke-opacity=".42" stroke-width="5" fill="none"/>`,
  ).join('');
  return `<clipPath id="sword${id}"><path d="${path}"/></clipPath><path d="${path}" fill="url(#blade)"/><g clip-path="url(#sword${id})">${bands}</g><path d="${path}" fill="none" stroke="#dccf7e" stroke-width="4" stroke-linejoin="round"/>`;
}

/** A snake plant. */
export const snakePlant: Drawing = {
  wall: '#e6ddd0',
  shadow: { x: 240, y: 396, r: 94 },
  defs: `${grey.defs}<linearGradient id="blade" x1="0" x2="1"><stop offset="0" stop-color="#2f5d43"/><stop offset=".45" stop-color="#7fae7c"/><stop offset="1" stop-color="#2b553d"/></linearGradient>`,
  shapes: `${sword(222, 216, -42, 1)}${sword(262, 226, 40, 2)}${sword(240, 252, 4, 3)}${sword(204, 142, -58, 4)}${sword(278, 150, 58, 5)}${sword(252, 168, 22, 6)}${sword(226, 130, -18, 7)}
${grey.shapes}`,
};
