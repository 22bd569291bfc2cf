import { downShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A bench for the hall, with a woven seat. */
export const bench: Drawing = {
  wall: '#e4dccd',
  shadow: { x: 240, y: 396, r: 178 },
  defs: `${downShade('wood', '#8f6240', 0.45)}${downShade('weave', '#dcc69c', 0.2)}<clipPath id="seat"><path d="M70 246 L400 236 L436 276 L44 286Z"/></clipPath>`,
  shapes: `<path d="M96 270 L84 376" stroke="#61402a" stroke-width="14" stroke-linecap="round"/><path d="M388 262 L400 370" stroke="#61402a" stroke-width="14" stroke-linecap="round"/>
<path d="M70 246 L400 236 L436 276 L44 286Z" fill="url(#weave)"/>
<g clip-path="url(#seat)" stroke="#a98d5d" stroke-opacity=".55" stroke-width="3">
${Array.from({ length: 28 }, (_, index) => `<path d="M${20 + index * 16} 290 L${60 + index * 13.4} 232"/>`).join('')}
${[246, 254, 263, 272, 281].map((y) => `<path d="M40 ${y + 4} L440 ${y - 6}" stroke="#f1e2bf" stroke-opacity=".8"/>`).join('')}</g>
<path d="M36 284 L442 272 L444 300 L38 312Z" fill="url(#wood)"/><path d="M40 286 L440 274" stroke="#d6a87c" stroke-width="4"/>
<g stroke="url(#wood)" stroke-linecap="round"><path d="M62 306 L50 396" stroke="#7d5436" stroke-width="19"/><path d="M420 298 L434 392" stroke="#7d5436" stroke-width="19"/></g>
<path d="M58 352 L428 342" stroke="#724b30" stroke-width="11" stroke-linecap="round"/>
<g><path d="M92 184 C96 150 206 148 214 180 L226 246 C224 262 100 268 94 252Z" fill="#bf6f52"/><path d="M100 178 C120 160 190 158 208 178" stroke="#e3a286" stroke-width="6" fill="none" stroke-linecap="round"/><path d="M156 164 L162 258" stroke="#9c5238" stroke-width="2.5" stroke-opacity=".6"/></g>
<path d="M296 214 L404 208 C412 208 414 222 406 226 L300 232 C290 232 288 216 296 214Z" fill="#6f8a94"/><path d="M292 230 L408 224 C416 224 418 240 408 242 L296 248 C284 248 282 232 292 230Z" fill="#a7bbbf"/>`,
};
