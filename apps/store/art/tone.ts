/** A `#rrggbb` colour mixed with white (`amount` 0 to 1) or with a warm black (0 to -1). */
export function tone(colour: string, amount: number): string {
  const target = amount >= 0 ? [255, 252, 246] : [24, 18, 16];
  const weight = Math.min(1, Math.abs(amount));
  const channels = target.map((end, index) => {
    const start = Number.parseInt(colour.slice(1 + index * 2, 3 + index * 2), 16);
    return Math.round(start + (end - start) * weight)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
