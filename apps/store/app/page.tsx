import Link from 'next/link';
import styles from '@/app/home.module.css';
import { CATEGORIES } from '@/catalogue/categories';
import button from '@/components/Button.module.css';
import { ProductGrid } from '@/components/ProductGrid';
import { ProductPicture } from '@/components/ProductPicture';
import { database } from '@/db/database';
import { listProducts } from '@/products/listProducts';

const FAVOURITES = [
  'harbour-teapot',
  'chanterelle-lamp',
  'fjord-lounge-chair',
  'monstera',
  'dune-vase',
  'paper-moon',
  'milking-stool',
  'patience-cactus',
];

const COVERS = {
  ceramics: 'tide-bowl',
  lighting: 'dome-pendant',
  seating: 'spindle-chair',
  plants: 'fiddle-leaf-fig',
};

/** The home page: static, made when the shop is built. */
export default async function Home() {
  const products = await listProducts(await database());
  const favourites = FAVOURITES.flatMap((slug) => products.find((product) => product.slug === slug) ?? []);
  return (
    <>
      <section className={styles.hero}>
        <div className={styles.words}>
          <h1>Things for quiet rooms</h1>
          <p>
            Stoneware from small kilns, lamps that stay low, chairs with honest joints and plants that forgive
            you. Made slowly, sent quickly.
          </p>
          <div className={styles.calls}>
            <Link href="/category/ceramics" className={button.primary}>
              Shop ceramics
            </Link>
            <Link href="/category/lighting" className={button.secondary}>
              See the lamps
            </Link>
          </div>
        </div>
        <div className={styles.collage} aria-hidden="true">
          <ProductPicture slug="fjord-lounge-chair" />
          <ProductPicture slug="chanterelle-lamp" />
          <ProductPicture slug="dune-vase" />
        </div>
      </section>

      <section aria-labelledby="departments">
        <h2 id="departments" className="visually-hidden">
          Departments
        </h2>
        <ul className={styles.departments}>
          {CATEGORIES.map((category) => (
            <li key={category.slug} className={styles.department}>
              <ProductPicture slug={COVERS[category.slug]} />
              <div>
                <h3>
                  <Link href={`/category/${category.slug}`}>{category.name}</Link>
                </h3>
                <p>{category.line}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>

      <section className={styles.section} aria-labelledby="favourites">
        <h2 id="favourites">Often taken home</h2>
        <ProductGrid products={favourites} />
      </section>

      <section className={styles.banner}>
        <div>
          <h2>Something always breaks</h2>
          <p>
            This shop has a page for it: a slow query, a declined card, a payments outage and more, each with
            what to look for in the trace afterwards.
          </p>
        </div>
        <Link href="/break" className={button.secondary}>
          Break things
        </Link>
      </section>
    </>
  );
}
