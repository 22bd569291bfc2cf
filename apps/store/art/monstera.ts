import { downShade } from '@/art/gradients';
import { pot } from '@/art/pot';
import type { Drawing } from '@/art/scene';

const terracotta = pot('#c47a55', 128, 112);

const BLADE =
  'M0 0 C22 -6 34 6 52 -2 L40 -18 C56 -14 66 -20 76 -34 L52 -40 C68 -46 78 -56 80 -74 L54 -66 C66 -78 70 -92 66 -110 L44 -92 C46 -112 30 -134 0 -150 C-30 -134 -46 -112 -44 -92 L-66 -110 C-70 -92 -66 -78 -54 -66 L-80 -74 C-78 -56 -68 -46 -52 -40 L-76 -34 C-66 -20 -56 -14 -40 -18 L-52 -2 C-34 6 -22 -6 0 0Z';

function blade(x: number, y: number, size: number, turn: number, fill: string): string {
  return `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${size})"><path d="${BLADE}" fill="url(#${fill})"/><path d="M0 0 V-136 M0 -30 L50 -36 M0 -30 L-50 -36 M0 -66 L54 -78 M0 -66 L-54 -78 M0 -98 L36 -114 M0 -98 L-36 -114" stroke="#dff0cf" stroke-opacity=".35" stroke-width="2.4" fill="none"/></g>`;
}

/** A Swiss cheese plant. */
export const monstera: Drawing = {
  wall: '#dcd8c6',
  shadow: { x: 240, y: 396, r: 96 },
  defs: `${terracotta.defs}${downShade('young', '#6fa056')}${downShade('old', '#3d7349', 0.5)}${downShade('far', '#2f5a3d', 0.4)}`,
  shapes: `<g fill="none" stroke="#4f7a45" stroke-width="6" stroke-linecap="round"><path d="M238 276 C210 230 170 220 142 214"/><path d="M242 276 C270 226 312 210 344 208"/><path d="M240 276 C236 220 240 190 236 150"/><path d="M238 276 C220 250 180 260 152 286"/><path d="M242 276 C280 262 310 270 332 288"/></g>
${blade(236, 176, 0.92, 2, 'far')}${blade(146, 222, 0.84, -48, 'old')}${blade(340, 214, 0.88, 46, 'old')}${blade(160, 280, 0.62, -98, 'young')}${blade(326, 284, 0.66, 96, 'young')}${blade(250, 252, 0.66, 14, 'young')}
${terracotta.shapes}`,
};
