import { ballShade, downShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';
import { speckles } from '@/art/speckles';

/** A low teapot with a cane handle. */
export const teapot: Drawing = {
  wall: '#d3d7c4',
  shadow: { x: 240, y: 382, r: 120 },
  defs: `${ballShade('glaze', '#3d4a3f')}${downShade('lid', '#4a5a4c')}<clipPath id="body"><ellipse cx="232" cy="302" rx="118" ry="82"/></clipPath>
<linearGradient id="cane" x1="0" x2="1"><stop offset="0" stop-color="#8c5f32"/><stop offset=".4" stop-color="#d9ab6d"/><stop offset="1" stop-color="#7b4f27"/></linearGradient>`,
  shapes: `<path d="M146 250 C136 96 330 96 318 250" fill="none" stroke="url(#cane)" stroke-width="13" stroke-linecap="round"/>
<g stroke="#6a431f" stroke-width="2.5" stroke-opacity=".65">${Array.from({ length: 13 }, (_, i) => {
    const angle = Math.PI * (0.1 + i * 0.0665);
    const x = 232 - Math.cos(angle) * 86;
    const y = 236 - Math.sin(angle) * 100;
    return `<path d="M${(x - 5).toFixed(0)} ${(y - 6).toFixed(0)} L${(x + 5).toFixed(0)} ${(y + 6).toFixed(0)}"/>`;
  }).join('')}</g>
<path d="M318 326 C372 316 366 250 404 222 L426 228 C408 262 398 344 322 362 Z" fill="url(#lid)"/>
<ellipse cx="415" cy="225" rx="12" ry="5" fill="#1c241e" transform="rotate(14 415 225)"/>
<ellipse cx="232" cy="302" rx="118" ry="82" fill="url(#glaze)"/>
<g clip-path="url(#body)">${speckles(41, 120, { x: 114, y: 226, width: 240, height: 156 }, '#d7dcc4')}
<path d="M146 276 C158 248 180 238 204 234" stroke="#fff" stroke-opacity=".65" stroke-width="9" stroke-linecap="round" fill="none" filter="url(#soft)"/></g>
<path d="M172 236 C180 210 284 210 292 236 C270 246 194 246 172 236Z" fill="url(#lid)"/>
<ellipse cx="232" cy="207" rx="15" ry="12" fill="#b98450"/><ellipse cx="228" cy="203" rx="6" ry="4" fill="#e9c796" opacity=".8"/>`,
};
