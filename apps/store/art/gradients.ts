import { tone } from '@/art/tone';

/** Shading of a thing that is round about an upright axis, lit from the upper left. */
export function roundShade(id: string, colour: string): string {
  return `<linearGradient id="${id}" x1="0" x2="1" y1="0" y2="0.12">
    <stop offset="0" stop-color="${tone(colour, -0.28)}"/>
    <stop offset="0.16" stop-color="${tone(colour, 0.04)}"/>
    <stop offset="0.34" stop-color="${tone(colour, 0.34)}"/>
    <stop offset="0.62" stop-color="${colour}"/>
    <stop offset="0.9" stop-color="${tone(colour, -0.42)}"/>
    <stop offset="1" stop-color="${tone(colour, -0.3)}"/>
  </linearGradient>`;
}

/** Shading from light above to dark below. */
export function downShade(id: string, colour: string, depth = 0.35): string {
  return `<linearGradient id="${id}" x1="0" x2="0.1" y1="0" y2="1">
    <stop offset="0" stop-color="${tone(colour, 0.22)}"/>
    <stop offset="0.45" stop-color="${colour}"/>
    <stop offset="1" stop-color="${tone(colour, -depth)}"/>
  </linearGradient>`;
}

/** Shading of a ball. */
export function ballShade(id: string, colour: string): string {
  return `<radialGradient id="${id}" cx="0.36" cy="0.28" r="0.78">
    <stop offset="0" stop-color="${tone(colour, 0.5)}"/>
    <stop offset="0.45" stop-color="${colour}"/>
    <stop offset="1" stop-color="${tone(colour, -0.45)}"/>
  </radialGradient>`;
}

/** Light that fades out from its middle. */
export function glow(id: string, colour: string, strength = 0.9): string {
  return `<radialGradient id="${id}">
    <stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/>
    <stop offset="0.5" stop-color="${colour}" stop-opacity="${strength * 0.32}"/>
    <stop offset="1" stop-color="${colour}" stop-opacity="0"/>
  </radialGradient>`;
}
