// Plain JavaScript on purpose: it must run on the very Node that is too old for the rest.
const major = Number(process.versions.node.split(".")[0]);
if (major < 22) {
  process.stderr.write(
    `Sidetone needs Node 22 or newer, but this is Node ${process.versions.node}. ` +
      "Run `npm ci` first (it installs Node 24 for this project's scripts) and start scripts through `npm run`.\n",
  );
  process.exit(1);
}
