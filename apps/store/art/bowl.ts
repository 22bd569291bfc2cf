import { roundShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';
import { speckles } from '@/art/speckles';

const BODY = 'M84 236 C88 322 160 366 204 372 L204 384 L276 384 L276 372 C320 366 392 322 396 236 Z';

/** A wide serving bowl with three figs. */
export const bowl: Drawing = {
  wall: '#c9d6d3',
  shadow: { x: 244, y: 386, r: 116 },
  defs: `${roundShade('glaze', '#3f7078')}${roundShade('rim', '#8fb5b3')}
<radialGradient id="inside" cx=".5" cy=".2" r=".9"><stop offset="0" stop-color="#1e4047"/><stop offset="1" stop-color="#6fa3a4"/></radialGradient>
<radialGradient id="fig" cx=".35" cy=".3" r=".8"><stop offset="0" stop-color="#a46a86"/><stop offset=".5" stop-color="#5d2f4b"/><stop offset="1" stop-color="#2a1226"/></radialGradient>
<clipPath id="body"><path d="${BODY}"/></clipPath>`,
  shapes: `<ellipse cx="240" cy="236" rx="156" ry="38" fill="url(#rim)"/><ellipse cx="240" cy="238" rx="147" ry="33" fill="url(#inside)"/>
<g>${[
    [188, 222, 34],
    [292, 224, 32],
    [240, 212, 38],
  ]
    .map(
      ([x = 0, y = 0, r = 0]) =>
        `<path d="M${x} ${y - r * 1.35} C${x + r * 0.3} ${y - r * 0.7} ${x + r} ${y - r * 0.5} ${x + r} ${y + r * 0.25} A${r} ${r} 0 0 1 ${x - r} ${y + r * 0.25} C${x - r} ${y - r * 0.5} ${x - r * 0.3} ${y - r * 0.7} ${x} ${y - r * 1.35}Z" fill="url(#fig)"/><path d="M${x} ${y - r * 1.3} q2 -9 8 -12" stroke="#6d7b4c" stroke-width="4" fill="none" stroke-linecap="round"/>`,
    )
    .join('')}</g>
<path d="M84 236 A156 38 0 0 0 396 236 L394 254 C370 282 110 282 86 254 Z" fill="url(#rim)"/>
<path d="${BODY}" fill="url(#glaze)"/>
<g clip-path="url(#body)">
<path d="M80 236 A160 40 0 0 0 400 236 L400 262 C330 300 300 274 240 292 C190 304 140 280 80 266 Z" fill="url(#rim)" opacity=".75"/>
${speckles(5, 110, { x: 90, y: 240, width: 300, height: 140 }, '#0d2024')}
<path d="M120 276 C134 316 160 338 186 350" stroke="#fff" stroke-opacity=".55" stroke-width="8" stroke-linecap="round" fill="none" filter="url(#soft)"/></g>
<path d="M84 236 A156 38 0 0 0 396 236" fill="none" stroke="#d5e6e2" stroke-opacity=".8" stroke-width="3"/>`,
};
