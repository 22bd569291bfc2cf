'use client';

import { useEffect, useState } from 'react';

/** Asks the server as soon as it is hydrated, as many pages do. */
export function Hydrated() {
  const [text, setText] = useState('');
  useEffect(() => {
    fetch('/api/hello')
      .then((response) => response.text())
      .then(setText);
  }, []);
  return <p>{text}</p>;
}
