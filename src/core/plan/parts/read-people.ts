import { fieldText } from '../fields/read-fields.ts';
import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { isAfterLaunch, isOfPlanning, isOfResults, isRelease, type PlanSource, releaseField } from './plan-source.ts';

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
    if (!isRelease(section) || isAfterLaunch(section)) continue;
    for (const { text } of section.lines) {
      const who = (willMonitor.exec(text) ?? monitoredBy.exec(text))?.[1];
      if (who !== undefined && who !== 'We') return who;
    }
  }
  return undefined;
}

/** Absolute URLs of the dashboards of the success criteria. */
export function readDashboards(source: PlanSource): readonly string[] {
  const fields = source.fields.filter((field) => field.key === 'dashboards' && isRelease(field.section));
  const own = fields.flatMap((field) => [field.line, ...field.lines]).flatMap(urlsOf);
  const inStages = linesOf(source, (section) => isOfPlanning(section) && isWithin(section, 'stage'));
  const found = [...own, ...inStages.flatMap(dashboardsOf)];
  if (found.length > 0) return [...new Set(found)];
  const listed = linesOf(source, (section) => isRelease(section) && section.role === 'dashboards').flatMap(urlsOf);
  const apart = listed.filter((url) => !document.test(url));
  return [...new Set(apart.length > 0 ? apart : watched(source))];
}

function linesOf(source: PlanSource, isMeant: (section: Section) => boolean): readonly SourceLine[] {
  return source.sections.filter(isMeant).flatMap(({ lines }) => lines);
}

const mention = /\b(?:watch|monitor|dashboards?|graphs?)\b/i;
const tool =
  /\b(?:dashboards?|funnel|grafana|datadog\w*|ddog[\w-]*|kibana|new ?relic|splunk|looker|tableau|power ?bi|analytics\.google|metabase|superset|amplitude|mixpanel)\b|\/\/dash(?:board)?s?\./i;

/** Links that show figures, by what they are called or where they lead. */
function dashboardsOf({ links }: SourceLine): readonly string[] {
  return links
    .filter(({ text, url, image }) => !image && !document.test(url) && tool.test(`${text} ${url}`))
    .map(({ url }) => url)
    .filter(isAbsolute);
}

/** Dashboards that only sentences mention: "Watch https://…". */
function watched(source: PlanSource): readonly string[] {
  const about = linesOf(source, (section) => isRelease(section) && !isOfResults(section) && !isAfterLaunch(section));
  return about.filter(({ text }) => mention.test(text)).flatMap(dashboardsOf);
}

function urlsOf({ links }: SourceLine): readonly string[] {
  return links
    .filter(({ image }) => !image)
    .map(({ url }) => url)
    .filter(isAbsolute);
}

function isAbsolute(url: string): boolean {
  return /^https?:/i.test(url);
}
