import { fieldText } from '../fields/read-fields.ts';
import type { Kpi } from '../plan.ts';
import { isRelease, type PlanSource } from './plan-source.ts';

/** The KPIs of the time after go-live, in order; those without a name are there too, as they are still to be named. */
export function readKpis(source: PlanSource): readonly Kpi[] {
  const kpis: Kpi[] = [];
  for (const field of source.fields) {
    if (field.key !== 'kpi' || !isRelease(field.section)) continue;
    const text = fieldText(field)?.split('\n', 1)[0];
    kpis.push(toKpi(field.label, text, kpis.length + 1));
  }
  return kpis;
}

/** "Open rate > 30% (baseline 25%)" has a target and a baseline. */
function toKpi(label: string, text: string | undefined, ordinal: number): Kpi {
  const baseline = /\(?\b(?:baseline|currently|from)[:\s]+([^()]{1,60})\)?/i.exec(text ?? '');
  const rest = baseline ? (text ?? '').replace(baseline[0], ' ') : (text ?? '');
  const target = /(?:[<>≤≥=]=?\s*[+-]?\d|\btarget[:\s]+)[^()]{0,40}$/i.exec(rest.trim());
  const name = (target ? rest.trim().slice(0, target.index) : rest).replace(/[\s,:(–-]+$/, '').trim();
  return {
    id: `kpi-${ordinal}`,
    name: name === '' ? undefined : name,
    label,
    target: target?.[0].replace(/^target[:\s]+/i, '').trim(),
    baseline: baseline?.[1]?.trim(),
  };
}
