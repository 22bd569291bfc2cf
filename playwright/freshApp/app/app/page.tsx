'use client';

import { useState } from 'react';

export default function Page() {
  const [text, setText] = useState('');
  const sayHello = async () => setText(await (await fetch('/api/hello')).text());
  return (
    <main>
      <button type="button" onClick={sayHello}>
        Say hello
      </button>
      <p>{text}</p>
    </main>
  );
}
