const paths = {
  alert: 'M8 1.8 15 14H1L8 1.8Zm0 4.4v3.6m0 1.9v.1',
  back: 'M9.5 3 4.5 8l5 5',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  close: 'm3.5 3.5 9 9m0-9-9 9',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  external: 'M6.5 3H3v10h10V9.5M9 2.5h4.5V7M13 3 7.5 8.5',
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  log: 'M3 4h10M3 8h10M3 12h6',
  moon: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3Z',
  network: 'M2 5.5h10m0 0L9.5 3M12 5.5 9.5 8M14 11H4m0 0 2.5-2.5M4 11l2.5 2.5',
  ok: 'm4 8.4 2.6 2.6L12 5.4',
  pause: 'M5 3v10M11 3v10',
  play: 'M4.5 2.8v10.4L13 8 4.5 2.8Z',
  route: 'M3 3v6a3 3 0 0 0 3 3h7m0 0-3-3m3 3-3 3',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13',
  system: 'M2 3h12v8H2zM5.5 14h5M8 11v3',
} as const;

export type IconName = keyof typeof paths;

/** A line icon in the text's colour and size; hidden from screen readers, so a word must stand beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
