import { glow, roundShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A table lamp of the shape of a chanterelle. */
export const mushroomLamp: Drawing = {
  wall: '#e9d5c0',
  shadow: { x: 240, y: 386, r: 84 },
  defs: `${glow('light', '#ffcf7d')}${roundShade('stem', '#f1e3cd')}
<linearGradient id="cap" x1="0" x2="0.2" y1="0" y2="1"><stop offset="0" stop-color="#fff4d8"/><stop offset=".55" stop-color="#ffdc9a"/><stop offset="1" stop-color="#f0a850"/></linearGradient>`,
  shapes: `<circle cx="240" cy="200" r="232" fill="url(#light)" opacity=".7"/>
<path d="M204 222 C214 290 206 336 176 372 C170 386 186 390 240 390 C294 390 310 386 304 372 C274 336 266 290 276 222Z" fill="url(#stem)"/>
<path d="M204 222 C208 250 208 272 205 296 C226 304 254 304 275 296 C272 272 272 250 276 222Z" fill="#ffe6ae" opacity=".8"/>
<path d="M88 222 C80 132 164 84 240 84 C316 84 400 132 392 222 C380 244 330 250 240 250 C150 250 100 244 88 222Z" fill="url(#cap)"/>
<path d="M88 222 C130 204 350 204 392 222 C380 244 330 250 240 250 C150 250 100 244 88 222Z" fill="#e99a45" opacity=".55"/>
<ellipse cx="240" cy="229" rx="120" ry="13" fill="#fff3d0"/>
<path d="M126 170 C142 132 178 110 216 104" stroke="#fff" stroke-width="13" stroke-linecap="round" stroke-opacity=".9" fill="none" filter="url(#soft)"/>
<path d="M304 372 C330 372 352 380 378 396 L430 402" stroke="#5c4a3b" stroke-width="3.5" fill="none" stroke-linecap="round"/>`,
};
