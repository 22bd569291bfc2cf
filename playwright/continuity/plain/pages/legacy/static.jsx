export function getStaticProps() {
  return { props: { text: 'from the build' } };
}

export default function Static({ text }) {
  return <h1>{text}</h1>;
}
