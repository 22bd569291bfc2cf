import { downShade, roundShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

const VINES = [
  'M190 214 C150 230 140 290 152 400',
  'M214 220 C196 260 200 320 190 440',
  'M266 220 C290 264 270 320 288 420',
  'M292 214 C336 232 340 290 324 380',
] as const;

const HEARTS = [
  [176, 224, 30, 40],
  [146, 274, 26, 10],
  [150, 330, 28, -30],
  [150, 388, 24, 12],
  [205, 252, 26, -20],
  [198, 312, 30, 24],
  [192, 372, 25, -24],
  [190, 428, 22, 10],
  [280, 254, 27, 22],
  [276, 316, 29, -26],
  [284, 374, 26, 20],
  [288, 416, 20, -8],
  [312, 226, 30, -40],
  [338, 284, 27, -14],
  [330, 336, 25, 26],
  [324, 374, 22, -10],
  [226, 190, 32, 30],
  [258, 188, 32, -26],
  [206, 176, 26, 76],
  [280, 178, 27, -70],
  [242, 168, 28, 4],
] as const;

/** A trailing pothos in a hanging pot. */
export const pothos: Drawing = {
  wall: '#d8dccb',
  defs: `${roundShade('pot', '#d8a25f')}${downShade('green', '#7db65a', 0.4)}${downShade('pale', '#a9cc79', 0.35)}`,
  shapes: `<g stroke="#6f6454" stroke-width="3" fill="none"><path d="M240 0 L172 180"/><path d="M240 0 L308 180"/><path d="M240 0 V170"/></g><circle cx="240" cy="6" r="8" fill="#c9a15c"/>
<path d="M166 190 C168 264 200 286 240 286 C280 286 312 264 314 190Z" fill="url(#pot)"/><ellipse cx="240" cy="190" rx="74" ry="15" fill="#f0c78d"/><ellipse cx="240" cy="191" rx="66" ry="11" fill="#2c1d14"/>
<g fill="none" stroke="#5d8747" stroke-width="4" stroke-linecap="round">${VINES.map((path) => `<path d="${path}"/>`).join('')}</g>
${HEARTS.map(
  ([x, y, size, turn], index) =>
    `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${size / 30})"><path d="M0 -14 C12 -32 40 -20 30 6 C24 24 8 32 0 44 C-8 32 -24 24 -30 6 C-40 -20 -12 -32 0 -14Z" fill="url(#${index % 3 ? 'green' : 'pale'})"/><path d="M0 -12 V38" stroke="#f2ffd9" stroke-opacity=".4" stroke-width="2"/></g>`,
).join('')}`,
};
