import type { PropertyValue } from './definition.ts';
import { definitionOf, PROPERTIES, type PropertyName } from './properties.ts';

/**
 * What a property is when it is not given, which may depend on those that are.
 *
 * @param given the value of another property; null or undefined when it has none
 */
export function impliedDefault(
  name: PropertyName,
  given: (name: PropertyName) => PropertyValue | undefined,
): PropertyValue {
  if (name === 'AuthScheme' && (given('OAuthClientSecret') ?? null) !== null) return 'OAuth';
  if (name === 'IdentityUrl' || name === 'LoginUrl') {
    // who speaks to another service must not show its secrets to Xero
    const apiUrl = given('ApiUrl') ?? null;
    if (apiUrl !== null && apiUrl !== PROPERTIES.ApiUrl.default) return apiUrl;
  }
  return definitionOf(name).default;
}
