/** What a connection property is made of. The properties themselves are in `properties.ts`. */
import type { Secret } from './secret.ts';

export const PROPERTY_GROUPS = [
  'Connection',
  'Sign-in',
  'Reading',
  'Limits',
  'Network',
  'Logging',
] as const;
export type PropertyGroup = (typeof PROPERTY_GROUPS)[number];

interface CommonDefinition {
  /** Other names it is known by. Case, spaces and underscores never matter. */
  readonly aliases: readonly string[];
  readonly group: PropertyGroup;
  /** Markdown, in our own words. */
  readonly description: string;
  /** What happens when it is not given, where the default value alone does not say it. */
  readonly defaultNote?: string;
  /** Where Xero shows the value. */
  readonly whereXeroShowsIt?: string;
}

/**
 * An http or https address without user, query or fragment. `base`: paths are put after it, so a
 * slash at its end is dropped; `callback`: kept letter for letter, as Xero compares it so; `proxy`:
 * may be a bare host name.
 */
export type UrlForm = 'base' | 'callback' | 'proxy';

export type PropertyDefinition = CommonDefinition &
  (
    | { readonly kind: 'string'; readonly default: string | null }
    | { readonly kind: 'secret'; readonly default: null }
    | {
        readonly kind: 'integer';
        readonly min: number;
        readonly max: number;
        readonly default: number | null;
      }
    | { readonly kind: 'boolean'; readonly default: boolean }
    | { readonly kind: 'enum'; readonly values: readonly string[]; readonly default: string }
    | { readonly kind: 'url'; readonly form: UrlForm; readonly default: string | null }
    /** A file; a leading `~/` is the home folder. */
    | { readonly kind: 'path'; readonly default: string | null }
  );

export type PropertyKind = PropertyDefinition['kind'];

/** The value that a parsed property of definition `D` holds; null when neither given nor defaulted. */
export type ValueOf<D extends PropertyDefinition> =
  | Extract<D['default'], null>
  | (D extends { readonly kind: 'secret' }
      ? Secret
      : D extends { readonly kind: 'enum'; readonly values: readonly (infer V)[] }
        ? V
        : D extends { readonly kind: 'integer' }
          ? number
          : D extends { readonly kind: 'boolean' }
            ? boolean
            : string);

export type PropertyValue = ValueOf<PropertyDefinition>;
