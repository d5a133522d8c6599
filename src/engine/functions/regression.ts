/** Statistics of pairs (y, x): correlation, covariance, regression. A pair with a NULL does not count. */
import type { SqlValue } from '../values/types.ts';
import { checkDouble } from './arithmetic.ts';
import { fold } from './aggregates.ts';
import type { AggregateDeclaration } from './declare.ts';

/** Means and sums of squared distances from them, kept up to date pair by pair (Welford). */
interface Pairs {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

const NONE: Pairs = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };

function add(pairs: Pairs, [y = null, x = null]: readonly SqlValue[]): Pairs {
  if (typeof x !== 'number' || typeof y !== 'number') return pairs;
  const n = pairs.n + 1;
  const [fromX, fromY] = [x - pairs.x, y - pairs.y];
  const [meanX, meanY] = [pairs.x + fromX / n, pairs.y + fromY / n];
  return {
    n,
    x: meanX,
    y: meanY,
    xx: pairs.xx + fromX * (x - meanX),
    yy: pairs.yy + fromY * (y - meanY),
    xy: pairs.xy + fromX * (y - meanY),
  };
}

const statistic = (
  name: string,
  description: string,
  /** Null over no pairs, and where the statistic has no value. */
  of: (pairs: Pairs) => number | null,
): AggregateDeclaration => ({
  name,
  description,
  overloads: [
    {
      args: ['double', 'double'],
      returns: 'double',
      fold: fold<Pairs>(
        () => NONE,
        add,
        (pairs) => {
          const value = pairs.n === 0 ? null : of(pairs);
          return value === null ? null : checkDouble(value);
        },
      ),
    },
  ],
});

export const REGRESSION_AGGREGATES: readonly AggregateDeclaration[] = [
  statistic('corr', 'Correlation coefficient of (y, x).', ({ xx, yy, xy }) =>
    xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy),
  ),
  statistic('covar_pop', 'Covariance of (y, x), of a whole population.', ({ n, xy }) => xy / n),
  statistic('covar_samp', 'Covariance of (y, x), of a sample.', ({ n, xy }) =>
    n < 2 ? null : xy / (n - 1),
  ),
  statistic('regr_slope', 'Slope of the line nearest to the pairs (y, x).', ({ xx, xy }) =>
    xx === 0 ? null : xy / xx,
  ),
  statistic('regr_intercept', 'Where that line meets x = 0.', ({ x, y, xx, xy }) =>
    xx === 0 ? null : y - (x * xy) / xx,
  ),
  statistic('regr_r2', 'Square of the correlation coefficient.', ({ xx, yy, xy }) =>
    xx === 0 ? null : yy === 0 ? 1 : (xy * xy) / (xx * yy),
  ),
  statistic('regr_avgx', 'Mean of x over the pairs (y, x).', ({ x }) => x),
  statistic('regr_avgy', 'Mean of y over the pairs (y, x).', ({ y }) => y),
  statistic('regr_sxx', 'Sum of the squared distances of x from its mean.', ({ xx }) => xx),
  statistic('regr_syy', 'Sum of the squared distances of y from its mean.', ({ yy }) => yy),
  statistic('regr_sxy', 'Sum of the products of both distances.', ({ xy }) => xy),
  {
    name: 'regr_count',
    description: 'Number of pairs without a NULL.',
    overloads: [
      {
        args: ['double', 'double'],
        returns: 'integer',
        fold: fold<Pairs>(
          () => NONE,
          add,
          ({ n }) => n,
        ),
      },
    ],
  },
];
