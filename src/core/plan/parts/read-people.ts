import { fieldText } from '../fields/read-fields.ts';
import { isWithin } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { isRelease, type PlanSource, releaseField } from './plan-source.ts';

const willMonitor = /^([\p{Lu}][^.:;]{1,80}?) (?:will|is going to|are going to) (?:monitor|watch|keep an eye on)\b/u;
/** What is linked beside a dashboard and is none. */
const document = /\/\/github\.com\/[^/]+\/[^/]+\/(?:blob|tree|issues|pull)\//;
const monitoredBy = /\b(?:monitored|watched) by (?:the )?([^.;\n]{3,120})/i;

/** Who watches the dashboards, verbatim: from the field, else from a sentence that says so. */
export function readMonitors(source: PlanSource): string | undefined {
  const field = releaseField(source, 'monitors');
  const text = fieldText(field)?.replace(/\n/g, '; ');
  if (field) return text;
  for (const section of source.sections) {
    if (!isRelease(section) || isWithin(section, 'one-week', 'one-month', 'questions', 'criteria')) continue;
    for (const line of section.lines) {
      const found = line.text.length < 400 ? (willMonitor.exec(line.text) ?? monitoredBy.exec(line.text)) : undefined;
      if (found?.[1] !== undefined && !/^we$/i.test(found[1])) return found[1];
    }
  }
  return undefined;
}

/** Absolute URLs of the dashboards of the success criteria. */
export function readDashboards(source: PlanSource): readonly string[] {
  const fields = source.fields.filter((field) => field.key === 'dashboards' && isRelease(field.section));
  const own = fields.flatMap((field) => [field.line, ...field.lines]).flatMap(urlsOf);
  const planning = source.sections.filter(
    (section) => isRelease(section) && isWithin(section, 'stage') && !isWithin(section, 'results', 'stage-results'),
  );
  const inStages = planning.flatMap(({ lines }) => lines.flatMap(dashboardsOf));
  if (own.length + inStages.length > 0) return [...new Set([...own, ...inStages])];
  const sections = source.sections.filter((section) => section.role === 'dashboards' && isRelease(section));
  const found = sections.flatMap((section) => section.lines.flatMap(urlsOf)).filter((url) => !document.test(url));
  return [...new Set(found.length > 0 ? found : watched(source))];
}

const tool =
  /\b(?:dashboards?|funnel|grafana|datadog\w*|ddog[\w-]*|kibana|new ?relic|splunk|looker|tableau|power ?bi|analytics\.google|metabase|superset|amplitude|mixpanel)\b|\/\/dash(?:board)?s?\./i;

/** Links that show figures, by what they are called or where they lead. */
function dashboardsOf({ links }: SourceLine): readonly string[] {
  return links
    .filter(({ text, url, image }) => !image && /^https?:/i.test(url) && tool.test(`${text} ${url}`))
    .map(({ url }) => url)
    .filter((url) => !document.test(url));
}

/** Dashboards that only sentences mention: "Watch https://…". */
function watched(source: PlanSource): readonly string[] {
  const about = source.sections.filter(
    (section) =>
      isRelease(section) &&
      !isWithin(section, 'results', 'stage-results', 'one-week', 'one-month', 'later-results', 'kpis', 'questions'),
  );
  return about
    .flatMap(({ lines }) => lines)
    .filter(({ text }) => text.length < 600 && /\b(?:watch|monitor|dashboards?|graphs?)\b/i.test(text))
    .flatMap(dashboardsOf);
}

function urlsOf(line: SourceLine): readonly string[] {
  return line.links.filter((link) => !link.image && /^https?:\/\//i.test(link.url)).map((link) => link.url);
}
