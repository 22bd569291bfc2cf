import { glow } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A globe of rice paper on fine ribs. */
export const paperMoon: Drawing = {
  wall: '#c6c9d6',
  defs: `${glow('halo', '#fff0cf')}
<radialGradient id="paper" cx=".46" cy=".5" r=".62"><stop offset="0" stop-color="#fffdf4"/><stop offset=".55" stop-color="#ffefcb"/><stop offset="1" stop-color="#e3bd80"/></radialGradient>
<clipPath id="globe"><circle cx="240" cy="240" r="142"/></clipPath>`,
  shapes: `<circle cx="240" cy="240" r="236" fill="url(#halo)"/><path d="M240 0 V100" stroke="#3a3430" stroke-width="3"/>
<circle cx="240" cy="240" r="142" fill="url(#paper)"/>
<g clip-path="url(#globe)" fill="none" stroke="#b98d4f" stroke-opacity=".38">
${Array.from({ length: 19 }, (_, index) => {
  const y = 106 + index * 15;
  const half = Math.sqrt(Math.max(0, 142 ** 2 - (y - 240) ** 2));
  const sag = ((y - 240) / 142) * 13;
  return `<path d="M${(240 - half).toFixed(0)} ${y} Q240 ${(y + sag + 7).toFixed(0)} ${(240 + half).toFixed(0)} ${y}" stroke-width="${index % 2 ? 1.2 : 1.8}"/>`;
}).join('')}
<path d="M240 98 C170 140 170 340 240 382 M240 98 C310 140 310 340 240 382" stroke-opacity=".16"/></g>
<ellipse cx="240" cy="101" rx="26" ry="6" fill="#8a6a3d"/><ellipse cx="240" cy="380" rx="24" ry="5" fill="#fff8e2"/>
<path d="M134 206 C146 168 170 144 196 132" stroke="#fff" stroke-width="13" stroke-opacity=".9" stroke-linecap="round" fill="none" filter="url(#soft)"/>`,
};
