import type { Session } from '../session.ts';
import type { ExitCode } from '../exit-codes.ts';
export function runRepl(_s: Session): Promise<ExitCode> {
  return Promise.resolve(0);
}
