import { connection } from 'next/server';
import picture from './picture.svg';

export default async function Page() {
  await connection();
  return <p data-picture={picture.src}>shop</p>;
}
