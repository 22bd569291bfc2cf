import { downShade, glow, roundShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A jointed desk lamp over an open book. */
export const taskLamp: Drawing = {
  wall: '#d5dccb',
  shadow: { x: 150, y: 388, r: 78 },
  defs: `${glow('light', '#ffe09a')}${roundShade('base', '#3f6b55')}${downShade('head', '#467a61')}${downShade('page', '#fbf6ea', 0.18)}`,
  shapes: `<path d="M296 190 L236 388 H456 L374 226Z" fill="#ffecbb" opacity=".45" filter="url(#soft)"/>
<g><path d="M250 392 C290 372 322 376 346 390 C370 376 402 372 442 392 L446 402 C404 386 370 388 346 402 C322 388 288 386 246 402Z" fill="url(#page)"/><path d="M346 390 V402" stroke="#b7ab93" stroke-width="2"/>
<path d="M272 388 C294 380 312 381 330 388 M362 388 C380 381 398 380 420 388" stroke="#a89b81" stroke-width="1.6" fill="none"/></g>
<g stroke-linecap="round" fill="none"><path d="M150 372 L110 226 L250 126" stroke="#2e5341" stroke-width="11"/><path d="M148 368 L110 228 L248 128" stroke="#6fa48a" stroke-width="3.5"/></g>
<circle cx="110" cy="226" r="13" fill="#c9a15c"/><circle cx="107" cy="223" r="5" fill="#f3dba3"/><circle cx="250" cy="126" r="11" fill="#c9a15c"/>
<ellipse cx="150" cy="382" rx="72" ry="16" fill="#27483a"/><ellipse cx="150" cy="374" rx="72" ry="16" fill="url(#base)"/>
<circle cx="332" cy="206" r="104" fill="url(#light)" opacity=".8"/>
<g transform="rotate(32 300 150)"><path d="M262 100 H330 C342 132 366 160 374 196 H218 C226 160 250 132 262 100Z" fill="url(#head)"/><rect x="270" y="82" width="52" height="24" rx="10" fill="#2e5341"/>
<ellipse cx="296" cy="196" rx="78" ry="13" fill="#fff4d3"/><path d="M250 134 C242 150 236 164 234 178" stroke="#fff" stroke-opacity=".6" stroke-width="7" stroke-linecap="round" fill="none" filter="url(#soft)"/></g>`,
};
