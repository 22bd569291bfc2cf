import { downShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';
import { speckles } from '@/art/speckles';

const COLOURS = ['#c47d5a', '#e0b778', '#8da487', '#ece2d2'] as const;

/** Four plates in a stack, the top one with a pear. */
export const plates: Drawing = {
  wall: '#dfe0d2',
  shadow: { x: 242, y: 380, r: 136 },
  defs: `${COLOURS.map((colour, index) => downShade(`plate${index}`, colour, 0.45)).join('')}
<radialGradient id="well" cx=".4" cy=".35" r=".75"><stop offset="0" stop-color="#fffaf0"/><stop offset="1" stop-color="#cdbfa9"/></radialGradient>
<radialGradient id="pear" cx=".35" cy=".45" r=".7"><stop offset="0" stop-color="#f0e08a"/><stop offset=".55" stop-color="#c3b545"/><stop offset="1" stop-color="#6d6a1c"/></radialGradient>
<clipPath id="top"><ellipse cx="240" cy="276" rx="162" ry="50"/></clipPath>`,
  shapes: `${COLOURS.map((_, index) => {
    const y = 348 - index * 24;
    return `<path d="M78 ${y} C84 ${y + 34} 176 ${y + 46} 240 ${y + 46} C304 ${y + 46} 396 ${y + 34} 402 ${y} Z" fill="url(#plate${index})"/><ellipse cx="240" cy="${y}" rx="162" ry="50" fill="url(#plate${index})"/>`;
  }).join('')}
<ellipse cx="240" cy="276" rx="162" ry="50" fill="#f6efe3"/><ellipse cx="240" cy="280" rx="124" ry="36" fill="url(#well)"/>
<g clip-path="url(#top)">${speckles(77, 70, { x: 80, y: 230, width: 320, height: 92 }, '#6b4d2d')}</g>
<ellipse cx="266" cy="284" rx="66" ry="14" fill="url(#shadow)"/>
<path d="M246 138 C276 146 262 186 286 212 C312 242 294 288 246 288 C198 288 180 242 206 212 C230 186 216 146 246 138Z" fill="url(#pear)"/>
<path d="M246 140 C246 122 252 112 262 104" stroke="#5b4320" stroke-width="6" fill="none" stroke-linecap="round"/>
<path d="M252 124 C270 100 300 104 312 112 C296 130 268 136 252 124Z" fill="#7c9256"/>
<path d="M216 226 C210 240 212 256 220 266" stroke="#fff" stroke-opacity=".7" stroke-width="7" fill="none" stroke-linecap="round" filter="url(#soft)"/>`,
};
