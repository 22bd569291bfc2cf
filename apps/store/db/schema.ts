/**
 * The shop's tables. Every statement may run again on a database that has them: a shop that restarts on
 * PostgreSQL keeps its orders. A money amount is a whole number of cents.
 */
export const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS products (
    slug text PRIMARY KEY,
    position integer NOT NULL,
    category text NOT NULL,
    name text NOT NULL,
    tagline text NOT NULL,
    description text NOT NULL,
    details text NOT NULL,
    price_cents integer NOT NULL CHECK (price_cents > 0),
    stock integer NOT NULL CHECK (stock >= 0),
    stock_target integer NOT NULL,
    sold_out_at timestamptz
  )`,
  `CREATE TABLE IF NOT EXISTS carts (
    id uuid PRIMARY KEY,
    touched_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE IF NOT EXISTS cart_items (
    cart_id uuid NOT NULL REFERENCES carts ON DELETE CASCADE,
    slug text NOT NULL REFERENCES products,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 9),
    added_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (cart_id, slug)
  )`,
  `CREATE TABLE IF NOT EXISTS orders (
    id uuid PRIMARY KEY,
    status text NOT NULL CHECK (status IN ('pending', 'paid')),
    total_cents integer NOT NULL,
    currency text NOT NULL,
    email text NOT NULL,
    recipient text NOT NULL,
    address text NOT NULL,
    card_last4 text NOT NULL,
    charge_id text,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX IF NOT EXISTS orders_pending ON orders (created_at) WHERE status = 'pending'`,
  `CREATE TABLE IF NOT EXISTS order_items (
    order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
    slug text NOT NULL REFERENCES products,
    name text NOT NULL,
    price_cents integer NOT NULL,
    quantity integer NOT NULL,
    PRIMARY KEY (order_id, slug)
  )`,
] as const;
