import { downShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A dining chair with a back of seven spindles. */
export const diningChair: Drawing = {
  wall: '#e2d6c9',
  shadow: { x: 240, y: 412, r: 104 },
  defs: `${downShade('ash', '#3a3431', 0.5)}${downShade('seat', '#c99a62')}<linearGradient id="leg" x1="0" x2="1"><stop offset="0" stop-color="#1f1b19"/><stop offset=".4" stop-color="#5d5450"/><stop offset="1" stop-color="#1f1b19"/></linearGradient>`,
  shapes: `<g stroke="#2a2523" stroke-linecap="round" fill="none"><path d="M186 280 L166 386" stroke-width="10"/><path d="M294 280 L316 386" stroke-width="10"/></g>
<g stroke="url(#ash)" stroke-width="6.5" stroke-linecap="round">
${Array.from({ length: 7 }, (_, index) => {
  const top = 156 + index * 28;
  const foot = 174 + index * 22;
  return `<path d="M${top} ${88 + Math.abs(index - 3) * 3} L${foot} 262"/>`;
}).join('')}</g>
<path d="M128 108 C126 84 150 66 240 62 C330 66 354 84 352 108 C352 118 346 122 336 118 C300 100 180 100 144 118 C134 122 128 118 128 108Z" fill="url(#ash)"/>
<path d="M146 92 C172 78 216 74 252 74" stroke="#fff" stroke-opacity=".4" stroke-width="5" stroke-linecap="round" fill="none"/>
<path d="M134 112 L158 262" stroke="#2f2a27" stroke-width="10" stroke-linecap="round"/><path d="M346 112 L322 262" stroke="#2f2a27" stroke-width="10" stroke-linecap="round"/>
<path d="M126 276 C122 258 138 250 164 248 L316 248 C342 250 358 258 354 276 C352 296 330 302 240 302 C150 302 128 296 126 276Z" fill="url(#seat)"/>
<path d="M150 270 C190 258 290 258 330 270 C300 286 180 286 150 270Z" fill="#a97a45" opacity=".5"/>
<path d="M132 284 C160 296 320 296 348 284" stroke="#8a5f34" stroke-width="3" fill="none"/>
<g fill="none" stroke-linecap="round"><path d="M152 296 L118 412" stroke="#332d2a" stroke-width="14"/><path d="M328 296 L362 412" stroke="#332d2a" stroke-width="14"/><path d="M148 300 L118 402" stroke="#6a605b" stroke-width="3.5"/><path d="M324 300 L354 402" stroke="#6a605b" stroke-width="3.5"/><path d="M138 356 H342" stroke="#2a2523" stroke-width="8"/></g>`,
};
