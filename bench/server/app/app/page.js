export default function Home() {
  return <h1>Bench</h1>;
}
