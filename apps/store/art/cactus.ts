import { roundShade } from '@/art/gradients';
import { pot } from '@/art/pot';
import type { Drawing } from '@/art/scene';

const white = pot('#efe7da', 118, 104);

const STEM = 'M190 290 V132 C190 96 212 78 240 78 C268 78 290 96 290 132 V290Z';
const LEFT =
  'M196 236 H150 C126 236 112 220 112 198 V166 C112 150 144 150 144 166 V190 C144 200 150 204 158 204 H196Z';
const RIGHT =
  'M284 206 H330 C354 206 368 190 368 168 V128 C368 112 336 112 336 128 V160 C336 170 330 174 322 174 H284Z';

/** A column cactus in flower. */
export const cactus: Drawing = {
  wall: '#f0d9c4',
  shadow: { x: 240, y: 396, r: 88 },
  defs: `${white.defs}${roundShade('green', '#5f9470')}<clipPath id="stem"><path d="${STEM}"/></clipPath>`,
  shapes: `<path d="${LEFT}" fill="url(#green)"/><path d="${RIGHT}" fill="url(#green)"/><path d="${STEM}" fill="url(#green)"/>
<g clip-path="url(#stem)" fill="none" stroke="#234b38" stroke-opacity=".4" stroke-width="3">
${[-34, -18, 0, 18, 34].map((x) => `<path d="M${240 + x * 0.6} 78 C${240 + x} 110 ${240 + x} 200 ${240 + x} 292"/>`).join('')}</g>
<g stroke="#fdf6df" stroke-width="1.8" stroke-linecap="round">
${[-34, -18, 0, 18, 34]
  .map((x) =>
    Array.from({ length: 10 }, (_, row) => {
      const y = 104 + row * 18 + (x % 4 === 0 ? 0 : 7);
      return `<path d="M${240 + x} ${y} l-5 -4 M${240 + x} ${y} l5 -4 M${240 + x} ${y} v-7"/>`;
    }).join(''),
  )
  .join('')}
${[166, 184, 204, 222].map((y) => `<path d="M128 ${y} l-6 -4 m6 4 l6 -4"/>`).join('')}${[128, 148, 168, 188].map((y) => `<path d="M352 ${y} l-6 -4 m6 4 l6 -4"/>`).join('')}</g>
<g>${[0, 45, 90, 135, 180, 225, 270, 315].map((turn) => `<ellipse cx="240" cy="58" rx="9" ry="20" fill="#e46f7f" transform="rotate(${turn} 240 74)"/>`).join('')}<circle cx="240" cy="74" r="12" fill="#ffd777"/></g>
<circle cx="352" cy="113" r="11" fill="#e88794"/><circle cx="352" cy="110" r="5" fill="#ffdc86"/>
${white.shapes}`,
};
