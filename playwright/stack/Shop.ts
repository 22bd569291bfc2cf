import type { Page, Response } from '@playwright/test';

/** Cards that payments knows. */
export const CARD = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  outage: '4000 0000 0000 0119',
} as const;

/** The shop as a visitor uses it. */
export class Shop {
  constructor(readonly page: Page) {}

  /** Opens the home page and waits until it can be clicked. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await this.page.waitForLoadState('networkidle');
  }

  /**
   * From the home page to the checkout, with one product in the cart, by links and buttons alone.
   *
   * @param product - Which one of the page, from 0.
   */
  async fillCart(product = 0): Promise<void> {
    await this.open();
    await this.page.locator('main a[href^="/product/"]').nth(product).click();
    await this.addToCart();
    await this.page.getByRole('link', { name: /^cart/i }).first().click();
    await this.page.getByRole('link', { name: /checkout/i }).click();
    await this.page.getByLabel('Card number').waitFor();
  }

  /** Clicks "Add to cart" and waits until the server has it. */
  async addToCart(): Promise<void> {
    const added = this.page.waitForResponse((response) => 'next-action' in response.request().headers());
    await this.page.getByRole('button', { name: 'Add to cart' }).click();
    await added;
  }

  /** Clicks "Buy" and gives the answer of the checkout. */
  async buy(card: string): Promise<Response> {
    await this.page.getByLabel('Card number').fill(card);
    const answered = this.page.waitForResponse((response) => response.url().endsWith('/api/checkout'));
    await this.page.getByRole('button', { name: /^buy/i }).click();
    return answered;
  }
}
