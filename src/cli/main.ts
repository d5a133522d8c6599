#!/usr/bin/env node
import { VERSION } from '../version.ts';

const args = process.argv.slice(2);
// What scripts ask before anything else needs nothing of the rest.
if (args.length === 1 && args[0] === '--version') console.log(VERSION);
else {
  const [{ runCli }, { processIo }] = await Promise.all([import('./cli.ts'), import('./io.ts')]);
  // Not `process.exit`: what is still being written would be lost.
  process.exitCode = await runCli(args, processIo());
}
