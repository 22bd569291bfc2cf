import { tone } from '@/art/tone';

/** A drawn product: what it needs in `<defs>`, and the shapes, in a square of 480 units with the floor at 372. */
export interface Drawing {
  readonly wall: string;
  readonly defs: string;
  readonly shapes: string;
  /** The shadow on the floor: middle, half width. Hanging things have none. */
  readonly shadow?: { readonly x: number; readonly y: number; readonly r: number };
}

/**
 * A whole picture: the drawing in front of a wall, by day, and by night where the reader's system is dark. It is
 * served as a file of its own, so that ids cannot meet and browsers cache it.
 */
export function scene({ wall, defs, shapes, shadow }: Drawing): string {
  const night = tone(wall, -0.76);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480" width="480" height="480">
<style>
.w0{stop-color:${tone(wall, 0.55)}}.w1{stop-color:${wall}}
.f0{stop-color:${tone(wall, -0.05)}}.f1{stop-color:${tone(wall, 0.3)}}
@media (prefers-color-scheme: dark){
.w0{stop-color:${tone(night, 0.1)}}.w1{stop-color:${night}}
.f0{stop-color:${tone(night, -0.25)}}.f1{stop-color:${tone(night, 0.04)}}
.sun{opacity:.16}}
</style>
<defs>
<linearGradient id="wall" x1="0" y1="0" x2="0.5" y2="1"><stop class="w0" offset="0"/><stop class="w1" offset="1"/></linearGradient>
<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop class="f0" offset="0"/><stop class="f1" offset="1"/></linearGradient>
<radialGradient id="sun" cx="0.3" cy="0.2" r="0.75"><stop offset="0" stop-color="#fff" stop-opacity="0.5"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
<radialGradient id="shadow"><stop offset="0" stop-color="#150d08" stop-opacity="0.5"/><stop offset="0.55" stop-color="#150d08" stop-opacity="0.22"/><stop offset="1" stop-color="#150d08" stop-opacity="0"/></radialGradient>
<filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="5"/></filter>
${defs}
</defs>
<rect width="480" height="480" fill="url(#wall)"/>
<rect y="356" width="480" height="124" fill="url(#floor)"/>
<rect class="sun" width="480" height="480" fill="url(#sun)"/>
${shadow ? `<ellipse cx="${shadow.x + 16}" cy="${shadow.y}" rx="${shadow.r * 1.25}" ry="${Math.max(9, shadow.r * 0.16)}" fill="url(#shadow)"/>` : ''}
${shapes}
</svg>`;
}
