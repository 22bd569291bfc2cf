import { downShade } from '@/art/gradients';
import type { Drawing } from '@/art/scene';

/** A lounge chair with a sling back and a loose cushion. */
export const loungeChair: Drawing = {
  wall: '#d9d2c5',
  shadow: { x: 236, y: 404, r: 152 },
  defs: `${downShade('cloth', '#5d7f86')}${downShade('seat', '#6c929a', 0.3)}${downShade('wood', '#b07a49')}${downShade('woodfar', '#865a34')}`,
  shapes: `<g stroke-linecap="round"><path d="M170 300 L146 392" stroke="url(#woodfar)" stroke-width="13"/><path d="M366 282 L376 390" stroke="url(#woodfar)" stroke-width="13"/></g>
<path d="M150 296 L384 272 L392 290 L158 318Z" fill="url(#woodfar)"/>
<path d="M116 96 C112 76 130 66 152 70 L262 80 C284 82 292 94 294 114 L318 262 L150 288Z" fill="url(#cloth)"/>
<path d="M116 96 C112 76 130 66 152 70 L150 288Z" fill="#39565c" opacity=".45"/>
<g stroke="#34535a" stroke-opacity=".5" stroke-width="2" fill="none"><path d="M136 150 L300 152"/><path d="M142 214 L310 204"/></g>
<path d="M150 268 C142 250 156 240 176 238 L378 222 C402 220 412 234 406 250 C404 264 396 270 380 272 L178 298 C160 300 154 288 150 268Z" fill="url(#seat)"/>
<path d="M160 276 C230 268 330 258 402 250" stroke="#3d6068" stroke-opacity=".6" stroke-width="2.5" fill="none"/>
<path d="M168 118 C168 102 182 96 198 98 L254 104 C272 106 278 118 280 132 L290 204 C292 220 282 226 266 226 L202 228 C186 228 180 220 178 204Z" fill="#e5b98a"/><path d="M168 118 C168 102 182 96 198 98 L254 104" stroke="#f7dcb9" stroke-width="5" fill="none" stroke-linecap="round" opacity=".8"/>
<g stroke-linecap="round" fill="none"><path d="M112 224 L90 402" stroke="url(#wood)" stroke-width="16"/><path d="M418 200 L434 402" stroke="url(#wood)" stroke-width="16"/>
<path d="M96 216 C180 196 330 184 426 196" stroke="#b98450" stroke-width="19"/><path d="M100 211 C184 192 330 180 422 191" stroke="#e1b380" stroke-width="5"/>
<path d="M98 340 L428 326" stroke="#9c6b3f" stroke-width="10"/></g>`,
};
