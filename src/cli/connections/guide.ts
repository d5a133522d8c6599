/** How to get an app at Xero, for each way to sign in; and where each value is shown. */
import { describeProperties, type AuthScheme, type PropertyName } from '../../connection/index.ts';

export const APPS_PAGE = 'https://developer.xero.com/app/manage';

export interface SchemeGuide {
  readonly scheme: AuthScheme;
  /** What Xero calls the kind of app. */
  readonly app: string;
  /** Whom it suits. */
  readonly suits: string;
  /** @param callback the CallbackURL */
  readonly steps: (callback: string) => readonly string[];
  /** What the sign-in needs, in the order in which the form asks. */
  readonly needs: readonly PropertyName[];
}

const callbackStep = (callback: string): string =>
  `Under Configuration, Redirect URIs, add exactly ${callback} and save.`;

export const SCHEME_GUIDES: readonly SchemeGuide[] = [
  {
    scheme: 'PKCE',
    app: 'Mobile or desktop app',
    suits: 'your own machine; nothing to keep secret',
    steps: (callback) => [
      `Open ${APPS_PAGE}, sign in and choose New app.`,
      'Choose Mobile or desktop app (Auth Code with PKCE); any name and company URL will do.',
      callbackStep(callback),
      'Copy the Client id.',
    ],
    needs: ['OAuthClientId'],
  },
  {
    scheme: 'OAuth',
    app: 'Web app',
    suits: 'a server with a person who signs in once',
    steps: (callback) => [
      `Open ${APPS_PAGE}, sign in and choose New app.`,
      'Choose Web app; any name and company URL will do.',
      callbackStep(callback),
      'Copy the Client id, choose Generate a secret and copy it: it is shown once.',
    ],
    needs: ['OAuthClientId', 'OAuthClientSecret'],
  },
  {
    scheme: 'OAuthClient',
    app: 'Custom Connection',
    suits: 'unattended programs; one organisation; a paid option of Xero',
    steps: () => [
      `Open ${APPS_PAGE}, sign in and choose New app.`,
      'Choose Custom Connection, the scopes to read, and the person who authorises it.',
      'That person opens the mail from Xero and connects the organisation.',
      'Copy the Client id, choose Generate a secret and copy it: it is shown once.',
    ],
    needs: ['OAuthClientId', 'OAuthClientSecret'],
  },
];

export function guideOf(scheme: AuthScheme): SchemeGuide {
  const guide = SCHEME_GUIDES.find((candidate) => candidate.scheme === scheme);
  if (guide === undefined) throw new Error(`There is no guide for ${scheme}.`);
  return guide;
}

/** What the property is, what it takes, and where Xero shows it: lines of text. */
export function helpFor(name: PropertyName): readonly string[] {
  const property = describeProperties().find((candidate) => candidate.name === name);
  if (property === undefined) return [];
  const { description, allowed, default: fallback, whereXeroShowsIt } = property;
  return [
    description.replaceAll('`', ''),
    ...(allowed === '' ? [] : [`Takes: ${allowed}.`]),
    ...(fallback === '' ? [] : [`Left empty: ${fallback}.`]),
    ...(whereXeroShowsIt === null ? [] : [`Xero shows it at: ${whereXeroShowsIt}.`]),
  ];
}
