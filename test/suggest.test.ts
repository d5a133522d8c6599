import { expect, it } from 'vitest';
import { nearestName, nearNames } from '../src/suggest.ts';

it.each([
  ['Nmae', 'Name'],
  ['invoice', 'Invoices'],
  ['Invoice_Number', 'InvoiceNumber'],
  ['Contcat', 'Contacts'],
  ['DueDte', 'DueDate'],
  ['Totla', 'Total'],
])('%s is near %s', (name, meant) => {
  const columns = ['Invoices', 'InvoiceNumber', 'Name', 'Contacts', 'DueDate', 'Total', 'Status'];
  expect(nearestName(name, columns)).toBe(meant);
});

it('suggests nothing that is merely short', () => {
  expect(nearNames('xyz', ['abc', 'Date', 'Total'])).toEqual([]);
  expect(nearNames('', ['a', 'Date'])).not.toContain('Date');
});

it('gives the nearest first, and those equally near in their order', () => {
  expect(nearNames('lenght', ['weight', 'length', 'height'])[0]).toBe('length');
  expect(nearNames('ab', ['ac', 'ad'])).toEqual(['ac', 'ad']);
});
