import { downShade } from '@/art/gradients';
import { leaf } from '@/art/leaf';
import { pot } from '@/art/pot';
import type { Drawing } from '@/art/scene';

const dark = pot('#4a4f55', 112, 96);

const LEAVES = [
  [236, 250, 78, 34, -72, 'far'],
  [244, 246, 80, 34, 70, 'far'],
  [234, 214, 92, 42, -58, 'old'],
  [246, 208, 94, 42, 56, 'old'],
  [236, 172, 96, 44, -66, 'far'],
  [244, 166, 98, 44, 64, 'old'],
  [236, 136, 90, 42, -44, 'young'],
  [244, 130, 92, 42, 42, 'young'],
  [240, 118, 104, 44, -4, 'young'],
] as const;

/** A fiddle-leaf fig, grown as a small tree. */
export const fig: Drawing = {
  wall: '#ccd9d6',
  shadow: { x: 240, y: 396, r: 84 },
  defs: `${dark.defs}${downShade('young', '#82b25f')}${downShade('old', '#4f8a4d', 0.45)}${downShade('far', '#376b43', 0.45)}`,
  shapes: `<path d="M236 300 C232 250 244 210 240 116" stroke="#7a5a3b" stroke-width="9" fill="none" stroke-linecap="round"/>
${LEAVES.map(([x, y, length, width, turn, fill]) => leaf(x, y, length, width, turn, `url(#${fill})`)).join('')}
${dark.shapes}`,
};
