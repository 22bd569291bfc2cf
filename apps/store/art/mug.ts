import { roundShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';
import { speckles } from '@/art/speckles';

const BODY = 'M138 176 L148 352 C150 374 174 384 224 384 C274 384 298 374 300 352 L310 176 Z';

/** A mug of coffee, steaming. */
export const mug: Drawing = {
  wall: '#ead9c6',
  shadow: { x: 232, y: 384, r: 96 },
  defs: `${roundShade('glaze', '#efe6d8')}${roundShade('foot', '#b9855d')}<clipPath id="body"><path d="${BODY}"/></clipPath>
<radialGradient id="coffee" cx=".4" cy=".3"><stop offset="0" stop-color="#8a5a35"/><stop offset="1" stop-color="#2d160b"/></radialGradient>`,
  shapes: `<path d="M300 222 C384 208 384 320 296 318" fill="none" stroke="#a3927c" stroke-width="25" stroke-linecap="round"/>
<path d="M300 220 C380 208 380 316 296 315" fill="none" stroke="#efe6d8" stroke-width="17" stroke-linecap="round"/>
<path d="${BODY}" fill="url(#glaze)"/>
<g clip-path="url(#body)"><path d="M120 318 C180 330 250 310 330 326 V400 H120Z" fill="url(#foot)"/>
${speckles(23, 95, { x: 140, y: 180, width: 170, height: 150 }, '#6a4a30')}
<path d="M168 206 L174 300" stroke="#fff" stroke-width="12" stroke-opacity=".75" stroke-linecap="round" filter="url(#soft)"/></g>
<ellipse cx="224" cy="176" rx="86" ry="20" fill="#fbf6ee"/><ellipse cx="224" cy="178" rx="77" ry="16" fill="url(#coffee)"/>
<path d="M164 176 C184 166 232 164 262 170" stroke="#c89a6b" stroke-width="3" stroke-opacity=".6" fill="none" stroke-linecap="round"/>
<g fill="none" stroke="#fff" stroke-linecap="round" stroke-width="8" opacity=".6" filter="url(#soft)">
<path d="M200 146 C182 118 216 102 198 70"/><path d="M240 142 C222 108 262 92 240 50"/></g>`,
};
