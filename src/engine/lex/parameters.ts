import { fail } from './fail.ts';

export type ParameterStyle = '?' | '$1' | ':name' | '@name';

/** Numbers the `?` parameters and refuses statements that mix styles. */
export interface ParameterCounter {
  readonly positional: (at: number) => number;
  readonly use: (style: ParameterStyle, at: number) => void;
}

export function parameterCounter(sql: string): ParameterCounter {
  let used: ParameterStyle | undefined;
  let count = 0;
  const use = (style: ParameterStyle, at: number): void => {
    if (used !== undefined && used !== style) {
      fail(
        sql,
        at,
        'PARAMETER_ERROR',
        `The statement mixes ${used} and ${style} parameters.`,
        'Use one style of parameter throughout.',
      );
    }
    used = style;
  };
  const positional = (at: number): number => {
    use('?', at);
    return count++;
  };
  return { positional, use };
}
