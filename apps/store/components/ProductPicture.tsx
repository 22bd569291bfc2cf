import styles from '@/components/ProductPicture.module.css';

/**
 * A product's picture. It is decoration where the name stands beside it: `alt` is empty unless given. Always lazy:
 * React preloads any other picture with the page, also when the page is only prefetched.
 */
export function ProductPicture({ slug, alt = '' }: { readonly slug: string; readonly alt?: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: SVG files of 2 to 6 KB leave an image optimiser nothing to do
    <img
      className={styles.picture}
      src={`/art/${slug}.svg`}
      alt={alt}
      width={480}
      height={480}
      loading="lazy"
      decoding="async"
    />
  );
}
