import styles from '@/components/ProductPicture.module.css';

/** A product's picture. It is decoration where the name stands beside it: `alt` is empty unless given. */
export function ProductPicture({
  slug,
  alt = '',
  eager = false,
}: {
  readonly slug: string;
  readonly alt?: string;
  readonly eager?: boolean;
}) {
  return (
    // The pictures are SVG files of 2 to 6 KB: there is nothing for an image optimiser to do.
    // biome-ignore lint/performance/noImgElement: see above
    <img
      className={styles.picture}
      src={`/art/${slug}.svg`}
      alt={alt}
      width={480}
      height={480}
      loading={eager ? 'eager' : 'lazy'}
      decoding="async"
    />
  );
}
