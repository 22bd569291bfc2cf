/** The oldest Node.js that everything here runs on (the floor of Next 16). */
const FLOOR = [20, 9];

/** Ends the process with a sentence when this Node.js is too old. */
export function requireNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1])) return;
  process.stderr.write(
    `This needs Node.js ${FLOOR.join('.')} or newer; you have ${process.versions.node}.\n` +
      'Install a current Node.js (the version in .nvmrc is tested), then run the same command again.\n',
  );
  process.exit(1);
}
