import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import '@/app/globals.css';
import { CartCountProvider } from '@/components/CartCountProvider';
import { SiteFooter } from '@/components/SiteFooter';
import { SiteHeader } from '@/components/SiteHeader';

export const metadata: Metadata = {
  title: { default: 'Halden: things for quiet rooms', template: '%s · Halden' },
  description: 'Ceramics, lighting, seating and plants for quiet rooms. The demo shop of Throughline.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf6f0' },
    { media: '(prefers-color-scheme: dark)', color: '#151311' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <a className="skip-link" href="#content">
          Skip to content
        </a>
        <CartCountProvider>
          <SiteHeader />
          <main id="content">{children}</main>
          <SiteFooter />
        </CartCountProvider>
      </body>
    </html>
  );
}
