import { ballShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A knitted floor cushion. */
export const pouf: Drawing = {
  wall: '#d9cfd6',
  shadow: { x: 240, y: 394, r: 168 },
  defs: `${ballShade('wool', '#c58a94')}<clipPath id="body"><path d="M62 290 C62 200 150 170 240 170 C330 170 418 200 418 290 C418 366 330 396 240 396 C150 396 62 366 62 290Z"/></clipPath>`,
  shapes: `<path d="M62 290 C62 200 150 170 240 170 C330 170 418 200 418 290 C418 366 330 396 240 396 C150 396 62 366 62 290Z" fill="url(#wool)"/>
<g clip-path="url(#body)" fill="none" stroke-linecap="round">
${Array.from({ length: 19 }, (_, column) => {
  const spread = (column - 9) / 9;
  const x = (t: number) => 240 + Math.sin(spread * 1.45) * (58 + 124 * Math.sin(Math.PI * (0.14 + t * 0.62)));
  return Array.from({ length: 13 }, (_, row) => {
    const y = 186 + row * 17 + Math.abs(spread) * 8;
    const at = x(row / 13);
    return `<path d="M${(at - 7).toFixed(1)} ${(y - 6).toFixed(1)} L${at.toFixed(1)} ${(y + 4).toFixed(1)} L${(at + 7).toFixed(1)} ${(y - 6).toFixed(1)}" stroke="#7c4552" stroke-opacity=".34" stroke-width="3.4"/>`;
  }).join('');
}).join('')}</g>
<ellipse cx="240" cy="188" rx="62" ry="14" fill="#a2636f" opacity=".55"/><circle cx="240" cy="186" r="11" fill="#8b4d5a"/><circle cx="237" cy="183" r="4" fill="#d9a3ad"/>
<path d="M104 246 C124 212 160 196 196 190" stroke="#fff" stroke-opacity=".45" stroke-width="14" stroke-linecap="round" fill="none" filter="url(#soft)"/>`,
};
