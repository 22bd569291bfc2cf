import { glow, roundShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A dome pendant over a table. */
export const pendant: Drawing = {
  wall: '#d8cfc4',
  defs: `${roundShade('dome', '#b5523b')}${roundShade('cap', '#c9a15c')}${glow('light', '#ffd98f')}
<linearGradient id="beam" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffe3a8" stop-opacity=".75"/><stop offset="1" stop-color="#ffe3a8" stop-opacity="0"/></linearGradient>
<linearGradient id="table" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#b98b5e"/><stop offset="1" stop-color="#7a5534"/></linearGradient>`,
  shapes: `<path d="M240 0 V92" stroke="#2f2723" stroke-width="3.5"/>
<ellipse cx="240" cy="260" rx="230" ry="150" fill="url(#light)" opacity=".55"/>
<path d="M116 226 L44 402 H436 L364 226Z" fill="url(#beam)"/>
<rect x="20" y="398" width="440" height="26" rx="8" fill="url(#table)"/><ellipse cx="240" cy="400" rx="196" ry="9" fill="#ffe7b4" opacity=".75"/>
<g><ellipse cx="320" cy="397" rx="40" ry="7" fill="#8f4f3a"/><path d="M282 374 C284 396 356 396 358 374Z" fill="#e9ddcb"/><ellipse cx="320" cy="374" rx="38" ry="7" fill="#fff7ea"/></g>
<rect x="222" y="86" width="36" height="30" rx="7" fill="url(#cap)"/>
<path d="M240 110 C330 110 372 172 374 226 L106 226 C108 172 150 110 240 110Z" fill="url(#dome)"/>
<ellipse cx="240" cy="226" rx="134" ry="21" fill="#6e2b1c"/><ellipse cx="240" cy="228" rx="124" ry="17" fill="#ffe9bd"/>
<circle cx="240" cy="230" r="21" fill="#fffaf0"/><circle cx="240" cy="230" r="66" fill="url(#light)"/>
<path d="M148 196 C156 164 178 142 204 134" stroke="#fff" stroke-opacity=".55" stroke-width="9" stroke-linecap="round" fill="none" filter="url(#soft)"/>`,
};
