import { roundShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';
import { speckles } from '@/art/speckles';

const BODY =
  'M206 138 C206 176 140 200 138 276 C136 338 176 376 206 382 L274 382 C304 376 344 338 342 276 C340 200 274 176 274 138 Z';

/** A bellied vase with two dry stems. */
export const vase: Drawing = {
  wall: '#e6d3bd',
  shadow: { x: 244, y: 382, r: 112 },
  defs: `${roundShade('clay', '#cf8f66')}${roundShade('slip', '#f1e4d2')}<clipPath id="body"><path d="${BODY}"/></clipPath>`,
  shapes: `<g fill="none" stroke-linecap="round">
<path d="M236 150 C228 104 206 76 190 34" stroke="#8a7350" stroke-width="3.5"/>
<path d="M246 150 C256 104 276 82 300 58" stroke="#9b8259" stroke-width="3"/></g>
<g fill="#b79a66">
${[
  [188, 36, -30],
  [178, 56, -52],
  [204, 58, 24],
  [194, 82, -48],
  [214, 88, 30],
  [206, 110, -44],
]
  .map(
    ([x, y, turn]) => `<ellipse cx="${x}" cy="${y}" rx="6" ry="17" transform="rotate(${turn} ${x} ${y})"/>`,
  )
  .join('')}</g>
<g fill="#d9a15d"><circle cx="302" cy="56" r="15"/><circle cx="284" cy="68" r="9" opacity=".85"/><circle cx="314" cy="74" r="8" opacity=".8"/></g>
<path d="${BODY}" fill="url(#clay)"/>
<g clip-path="url(#body)"><path d="M120 120 H360 V236 C316 252 300 226 252 240 C210 252 172 232 120 248 Z" fill="url(#slip)"/>
<path d="M120 248 C172 232 210 252 252 240 C300 226 316 252 360 236" fill="none" stroke="#a8663f" stroke-opacity=".35" stroke-width="3"/>
${speckles(11, 90, { x: 130, y: 130, width: 220, height: 250 }, '#5b3018')}
<path d="M176 214 C158 240 154 282 164 318" stroke="#fff" stroke-opacity=".5" stroke-width="9" stroke-linecap="round" fill="none" filter="url(#soft)"/></g>
<ellipse cx="240" cy="138" rx="34" ry="8" fill="#f3e6d5"/><ellipse cx="240" cy="139" rx="28" ry="5.5" fill="#4a2c1b"/>`,
};
