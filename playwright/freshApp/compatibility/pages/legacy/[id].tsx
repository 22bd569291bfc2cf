import { useRouter } from 'next/router';

/** A page of the Pages Router with a parameter in its address. */
export default function Item() {
  return <p>Item {useRouter().query.id}</p>;
}
