export default function Home() {
  return <h1>Static home</h1>;
}
