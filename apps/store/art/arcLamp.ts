import { ballShade, downShade, glow } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A floor lamp on a wide brass arc. */
export const arcLamp: Drawing = {
  wall: '#cfd3d6',
  shadow: { x: 128, y: 402, r: 72 },
  defs: `${glow('light', '#ffdf9e')}${ballShade('shade', '#30343a')}${downShade('marble', '#efece6', 0.25)}
<linearGradient id="brass" x1="0" x2="1"><stop offset="0" stop-color="#8f6a2c"/><stop offset=".5" stop-color="#ecca80"/><stop offset="1" stop-color="#9a7331"/></linearGradient>`,
  shapes: `<path d="M336 196 L246 402 H458 L404 196Z" fill="#ffe7b5" opacity=".35" filter="url(#soft)"/>
<ellipse cx="352" cy="404" rx="106" ry="15" fill="#fff0c9" opacity=".8"/>
<path d="M128 388 C96 150 196 44 300 58 C346 64 368 96 368 138" fill="none" stroke="url(#brass)" stroke-width="8" stroke-linecap="round"/>
<path d="M74 378 H182 V396 C182 410 74 410 74 396Z" fill="url(#marble)"/><ellipse cx="128" cy="378" rx="54" ry="12" fill="#faf8f4"/>
<path d="M92 384 C112 376 122 390 150 380 M104 400 C122 392 140 402 166 392" stroke="#a9a49b" stroke-width="2" fill="none" opacity=".7"/>
<ellipse cx="128" cy="378" rx="10" ry="4" fill="#b08a45"/>
<circle cx="368" cy="200" r="128" fill="url(#light)" opacity=".85"/>
<path d="M300 196 C300 150 334 130 368 130 C402 130 436 150 436 196Z" fill="url(#shade)"/>
<ellipse cx="368" cy="196" rx="68" ry="12" fill="#fff2cf"/><path d="M352 196 A16 16 0 0 0 384 196Z" fill="#fffdf6"/>
<path d="M320 180 C324 160 340 148 354 146" stroke="#fff" stroke-opacity=".55" stroke-width="6" stroke-linecap="round" fill="none" filter="url(#soft)"/>
<circle cx="368" cy="132" r="8" fill="url(#brass)"/>`,
};
