import { downShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A three-legged stool with a thick round seat. */
export const stool: Drawing = {
  wall: '#cfd8d0',
  shadow: { x: 240, y: 408, r: 112 },
  defs: `${downShade('leg', '#c08a55', 0.45)}<linearGradient id="side" x1="0" x2="1"><stop offset="0" stop-color="#8b5f36"/><stop offset=".3" stop-color="#e0b27c"/><stop offset="1" stop-color="#85592f"/></linearGradient>
<radialGradient id="top" cx=".4" cy=".3" r=".8"><stop offset="0" stop-color="#f2d3a6"/><stop offset="1" stop-color="#c9935b"/></radialGradient><clipPath id="seat"><ellipse cx="240" cy="196" rx="122" ry="36"/></clipPath>`,
  shapes: `<path d="M238 220 L250 220 L254 372 L236 372Z" fill="#8a5f37"/>
<path d="M168 216 L190 222 L132 412 L110 412Z" fill="url(#leg)"/><path d="M312 216 L290 222 L350 412 L372 412Z" fill="url(#leg)"/>
<path d="M150 330 L332 322" stroke="#a87443" stroke-width="11" stroke-linecap="round"/>
<path d="M118 196 V216 C118 266 362 266 362 216 V196Z" fill="url(#side)"/><ellipse cx="240" cy="196" rx="122" ry="36" fill="url(#top)"/>
<g clip-path="url(#seat)" fill="none" stroke="#9a6a38" stroke-opacity=".42" stroke-width="2">
${[18, 40, 62, 84, 108, 132].map((r) => `<ellipse cx="206" cy="192" rx="${r}" ry="${r * 0.3}"/>`).join('')}</g>
<circle cx="170" cy="200" r="8" fill="#a87443"/><circle cx="310" cy="200" r="8" fill="#a87443"/><circle cx="240" cy="178" r="7" fill="#a87443"/>
<path d="M134 186 C160 168 200 163 236 163" stroke="#fff" stroke-opacity=".75" stroke-width="5" stroke-linecap="round" fill="none"/>`,
};
