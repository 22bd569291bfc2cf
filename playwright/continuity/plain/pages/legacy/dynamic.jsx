export function getServerSideProps() {
  return { props: { text: 'from the server' } };
}

export default function Dynamic({ text }) {
  return <h1>{text}</h1>;
}
