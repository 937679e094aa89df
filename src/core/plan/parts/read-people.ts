import { fieldText } from '../fields/read-fields.ts';
import { isRelease, type PlanSource, releaseField } from './plan-source.ts';

/** Who watches the dashboards, verbatim. */
export function readMonitors(source: PlanSource): string | undefined {
  return fieldText(releaseField(source, 'monitors'))?.replace(/\n/g, '; ');
}

/** Absolute URLs of the dashboards. */
export function readDashboards(source: PlanSource): readonly string[] {
  const fields = source.fields.filter((field) => field.key === 'dashboards' && isRelease(field.section));
  const links = fields.flatMap((field) => [field.line, ...field.lines]).flatMap((line) => line.links);
  return [...new Set(links.filter((link) => !link.image && /^https?:/i.test(link.url)).map((link) => link.url))];
}
