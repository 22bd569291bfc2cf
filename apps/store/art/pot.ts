import { roundShade } from '@/art/gradients';
import { speckles } from '@/art/speckles';

/** A flower pot on the floor: its gradients for `<defs>`, and its shapes. `top` is the width of its mouth. */
export function pot(colour: string, top: number, height: number): { defs: string; shapes: string } {
  const y = 396 - height;
  const half = top / 2;
  const foot = half * 0.72;
  return {
    defs: roundShade('pot', colour),
    shapes: `<path d="M${240 - half} ${y} L${240 - foot} 390 C${240 - foot} 402 ${240 + foot} 402 ${240 + foot} 390 L${240 + half} ${y}Z" fill="url(#pot)"/>
<path d="M${240 - half - 8} ${y - 14} H${240 + half + 8} V${y + 16} C${240 + half} ${y + 24} ${240 - half} ${y + 24} ${240 - half - 8} ${y + 16}Z" fill="url(#pot)"/>
<ellipse cx="240" cy="${y - 14}" rx="${half + 8}" ry="12" fill="url(#pot)"/><ellipse cx="240" cy="${y - 13}" rx="${half - 1}" ry="8.5" fill="#2c1d14"/>
<path d="M${240 - half} ${y + 24} C${240 - half / 2} ${y + 32} ${240 + half / 2} ${y + 32} ${240 + half} ${y + 22}" stroke="#000" stroke-opacity=".18" stroke-width="5" fill="none"/>
${speckles(top, 40, { x: 240 - foot, y: y + 20, width: foot * 2, height: height - 34 }, '#3a2012')}`,
  };
}
