import type { Token } from './criterion-tokens.ts';
import { unitInName } from './quantity.ts';
import type { Target } from './read-target.ts';

export interface MetricName {
  readonly metric: string;
  /** The plan's own word for what is counted: `calls`; or the whole that a share is told of: `per 1,000`. */
  readonly unit: string | undefined;
  /** "for the uploads endpoint" */
  readonly scope: string | undefined;
}

const countables =
  /^(?:calls?|errors?|alerts?|users?|people|veterans?|tickets?|failures?|submissions?|complaints?|reports?|incidents?|requests?|sessions?|starts?|visits?|clicks?|views?|crashes|issues?|bugs?|defects?|emails?|messages?|forms?|claims?|applications?|timeouts?|retries|logins?|appointments?|responses?|searches|events?|downloads?|teams?|facilities)$/;
const subject =
  /^(?:we|i|they|you|it)$|^(?:we|i|our goal|the goal|goal|target|team)\b.*\b(?:want|wants|need|needs|expects?|aim|see|is|for|to)(?: an?| the| at least| to see)*[: ]*$|^(?:monitor|check|watch|continue|wait)\b.{0,40}\bwith$/i;

/** The metric is what stands before the wanted number; where nothing does, what stands after it. */
export function metricName(text: string, tokens: readonly Token[], target: Target): MetricName {
  const start = tokens[target.first]?.start ?? 0;
  const end = tokens[target.last]?.end ?? text.length;
  const left = cleanName(lastSentence(text.slice(0, start)), target.kind === 'change');
  const next = tokens[target.last + 1];
  const share = target.number.unit === undefined ? unitInName(left) : undefined;
  const own =
    next?.kind === 'word' && target.number.unit === undefined && countables.test(next.text) ? next.text : undefined;
  const isBare = left === '' || subject.test(left) || isOnlyVerb(left);
  if (isBare)
    return {
      metric: cleanName(text.slice(end), target.kind === 'change').replace(/^(?:(?:out )?of|in|to) (?:\d{1,6} )?/i, ''),
      unit: undefined,
      scope: undefined,
    };
  const tail = text.slice(own === undefined || next === undefined ? end : next.end);
  const scope = /^ ?((?:for|on|in|at|from|of|across|among) [^().,;[\]]{1,200})/i.exec(tail)?.[1]?.trim();
  return { metric: left, unit: share ?? own, scope: scope === '' ? undefined : scope };
}

/** "We will check it first. The error rate" names the metric in its last sentence. */
function lastSentence(left: string): string {
  const at = left.lastIndexOf('. ');
  return at < 0 ? left : left.slice(at + 2);
}

function isOnlyVerb(left: string): boolean {
  return /^(?:increase|reduce|decrease|improve|reduction|raise|lower|no|by|of|is|are|at|the|a|an|there|should|must|be|have|see|get|expect(?:ing)?| )+$/i.test(
    left,
  );
}

function cleanName(raw: string, isChange: boolean): string {
  let name = raw
    .trim()
    .replace(/\s*Δ\s*/g, ' ')
    .trim();
  name = name.replace(/^[\s:,;.*)\]-]+|[\s:,;.*([-]+$/g, '');
  for (let i = 0; i < 4; i += 1) {
    const shorter = name
      .replace(
        /(?:^| )(?:should|must|will|shall|stays?|remains?|remain|is|are|be|being|to|needs?|keep|kept|have|has|target|goal|of|not|never|by|do|does|it|was|were)$/i,
        '',
      )
      .replace(/[\s:,;(=-]+$/, '');
    if (shorter === name) break;
    name = shorter;
  }
  name = name.replace(/^(?:(?:keep|ensure|make sure|maintain|achieve|see|low|is|are|the) ){1,3}(?=\S)/i, '');
  if (!isChange) return name;
  return name
    .replace(
      /^(?:increase|increasing|reduce|reducing|decrease|decreasing|improve|improving|raise|boost|lower|grow|cut)(?: (?:overall|in|of|the))* /i,
      '',
    )
    .replace(
      /^(?:an? )?(?:increase|reduction|decrease|improvement|growth|change|drop|difference|(?:up)?lift|rise|gain|fall|decline)s? (?:in|of) (?:the )?/i,
      '',
    )
    .replace(/^no (?:increase|decrease|change) in /i, '')
    .replace(
      / (?:increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|drops?|grows?|changes?|rises?|falls?|goes|up|down)(?: (?:up|down))?(?: by)?$/i,
      '',
    )
    .replace(/ (?:never|(?:does|do|should|must|has|have|will)(?: not|n't| never)?)$/i, '');
}
