import { Hydrated } from './Hydrated';

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Hydrated />
      </body>
    </html>
  );
}
