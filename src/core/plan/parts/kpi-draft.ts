import { cleanCriterion, tokenize } from '../../criteria/criterion-tokens.ts';
import { findTargets } from '../../criteria/read-target.ts';

/** What is known of a KPI where it is written. */
export interface KpiDraft {
  readonly name: string | undefined;
  readonly label: string;
  readonly target: string | undefined;
  readonly baseline: string | undefined;
}

const today =
  /[,;]?\s*\(?\b(?:baseline|currently|current|today|at present|now|was|is now)(?: is| of|:)?\s+([^()]{1,60}?)\)?(?=[.;]?$|\s*\))\)?/i;
const target = /(?:[<>≤≥=]=?\s*[+-]?\d|\b(?:target|goal)(?:\s*(?:is\b|of\b|:))?\s+(?=\S))[^()]{0,40}$/i;

/** "Open rate > 30% (baseline 25%)", "Calls: no more than 10 a week" have a name, a target and perhaps a baseline. */
export function readKpi(label: string, text: string | undefined): KpiDraft {
  const said = (text ?? '').trim();
  const baseline = today.exec(said.slice(0, 400));
  const rest = (baseline ? said.replace(baseline[0], ' ') : said).trim();
  const { name, wanted } = splitTarget(rest);
  const [now, aim] = (baseline?.[1] ?? '').split(/[,;]\s*(?:target|goal)\b[:\s]*/i);
  return {
    name: name === '' ? undefined : name,
    label,
    target: wanted === '' ? aim?.trim() : wanted,
    baseline: now === undefined || now === '' ? undefined : now.trim(),
  };
}

/** Cuts where what is wanted begins: at a sign, at "target", or at the words for a comparison. */
function splitTarget(text: string): { readonly name: string; readonly wanted: string } {
  const sign = target.exec(text);
  if (sign) return cut(text, sign.index);
  const clean = cleanCriterion(text);
  if (clean.length > 200) return { name: text, wanted: '' };
  const tokens = tokenize(clean);
  const [found, more] = findTargets(tokens, clean);
  const isOne = more === undefined || (found && tokens[found.first]?.text === 'between');
  if (!found || !isOne || found.kind !== 'threshold' || found.first === 0) return { name: text, wanted: '' };
  const isBare = found.first === found.last && tokens[found.first - 1]?.text !== ':';
  const tail = tokens.slice(found.last + 1).filter(({ kind }) => kind === 'word');
  return isBare || tail.length > 4 ? { name: text, wanted: '' } : cut(clean, tokens[found.first]?.start ?? 0);
}

function cut(text: string, at: number): { readonly name: string; readonly wanted: string } {
  const name = text
    .slice(0, at)
    .replace(/(?:\s(?:should|must|will|is|are|be|stays?|remains?|to))+\s*$/i, '')
    .replace(/\s*Δ\s*$/, '')
    .replace(/[\s,:(–-]+$/, '');
  const delta = /Δ\s*$/.test(text.slice(0, at)) ? 'Δ ' : '';
  const wanted = text
    .slice(at)
    .replace(/^(?:target|goal)(?:\s*(?:is\b|of\b|:))?\s+/i, '')
    .replace(/^\)|[).\s]+$/g, '');
  return name === '' ? { name: text, wanted: '' } : { name, wanted: delta + wanted };
}
