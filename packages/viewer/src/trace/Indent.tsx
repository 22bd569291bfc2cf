/** Deeper than this, indentation would push the names out: the number says the rest. */
const MAX_GUIDES = 14;

/** Guides that lead from a row to its parent. */
export function Indent({ depth }: { depth: number }) {
  const guides = Math.min(depth, MAX_GUIDES);
  return (
    <>
      <span className="indent" style={{ width: `calc(var(--indent) * ${guides})` }} aria-hidden="true" />
      {depth > MAX_GUIDES ? <span className="indent-more">{depth}</span> : null}
    </>
  );
}
