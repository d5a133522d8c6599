#!/usr/bin/env node
import { runCli } from './cli.ts';
import { processIo } from './io.ts';

// Not `process.exit`: what is still being written would be lost.
process.exitCode = await runCli(process.argv.slice(2), processIo());
