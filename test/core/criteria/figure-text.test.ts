import { describe, expect, it } from 'vitest';
import { amountText, changeText, figureText, probabilityText } from '../../../src/core/criteria/figure-text.ts';

describe('figures', () => {
  it.each([
    ['percentages have one decimal', 60, '%', '60.0%'],
    ['and points', -2.25, 'pp', '-2.3 pp'],
    ['small ones two digits', 0.0512, '%', '0.051%'],
    ['up to a tenth', 0.096, '%', '0.1%'],
    ['nothing is nothing', 0, '%', '0.0%'],
    ['a percentage may be without bounds', Number.POSITIVE_INFINITY, '%', '∞%'],
    ['in both directions', -Number.MAX_VALUE, 'pp', '-∞ pp'],
    ['values are whole', 106, 's', '106 s'],
    ['or have four digits', 1.23456, 's', '1.235 s'],
    ['but for large ones', 1234.56, 'ms', '1235 ms'],
    ['money has its sign in front', 5.5, '$', '$5.5'],
    ['counts stand alone', 1300, 'count', '1300'],
    ['and what has no unit', 1300, undefined, '1300'],
    ['a value may be without bounds', Number.MAX_VALUE, 's', '∞ s'],
    ['in both directions', Number.NEGATIVE_INFINITY, 's', '-∞ s'],
  ])('%s: %d in %s', (_description, value, unit, text) => {
    expect(figureText(value, unit)).toBe(text);
  });

  it.each([
    ['rise', 2.2, 'pp', '+2.2 pp'],
    ['fall', -13.6, 'pp', '-13.6 pp'],
    ['stay', 0, 'pp', '+0.0 pp'],
    ['fall by next to nothing, so that nothing is shown', -0, 's', '+0 s'],
    ['fall without bounds', Number.NEGATIVE_INFINITY, '%', '-∞%'],
    ['fall in round numbers', -100, 's', '-100 s'],
  ])('%s', (_description, value, unit, text) => {
    expect(changeText(value, unit)).toBe(text);
  });

  it.each([
    [0.05, '0.050'],
    [0.001, '0.0010'],
    [0.00002, '2.0e-5'],
  ])('the probability %d reads %s', (p, text) => {
    expect(probabilityText(p)).toBe(text);
  });

  it.each([
    [7.3333, '7.3'],
    [26, '26'],
    [1234.56, '1235'],
  ])('the amount %d reads %s', (amount, text) => {
    expect(amountText(amount)).toBe(text);
  });
});
