declare const __VERSION__: string | undefined;

/** Set by the build; from source it is the version under development. */
export const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source';
