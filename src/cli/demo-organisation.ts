/** The demo organisation: our emulator of Xero, in this process, over loopback HTTP. */
import type { Screen } from './screen.ts';

export interface DemoOrganisation {
  readonly connection: string;
  /** The day on which its books stand, `2026-11-20`. */
  readonly today: string;
  close(): Promise<void>;
}

export async function startDemoOrganisation(screen: Screen): Promise<DemoOrganisation> {
  screen.status('Starting the demo organisation …');
  const [{ startEmulator }, { DEMO_TODAY }] = await Promise.all([
    import('../../fixtures/emulator/index.ts'),
    import('../../fixtures/books/constants.ts'),
  ]);
  const emulator = await startEmulator();
  screen.status('');
  return {
    connection: emulator.connectionString({ ConnectionName: 'demo' }),
    today: DEMO_TODAY,
    close: () => emulator.close(),
  };
}
