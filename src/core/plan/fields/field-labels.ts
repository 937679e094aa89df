/** The fields of release plans, whatever each generation of the template calls them. */
export type FieldKey =
  | 'date-range'
  | 'limiting'
  | 'criteria'
  | 'guardrails'
  | 'dashboards'
  | 'monitors'
  | 'length'
  | 'share'
  | 'dates'
  | 'go-live-date'
  | 'kpi'
  | 'kpi-actual'
  | 'go-no-go'
  | 'unique-users'
  | 'metrics'
  | 'data-easy'
  | 'downstream'
  | 'errors'
  | 'changes'
  | 'what-changes'
  | 'handling-issues'
  | 'bugs'
  | 'rollback'
  | 'toggles'
  | 'roles'
  | 'testers'
  | 'testing'
  | 'other';

interface LabelPattern {
  readonly key: FieldKey;
  readonly core: RegExp;
  /** What may stand between the core and the colon: any words, or only parentheses and brackets. */
  readonly tail: 'words' | 'brackets';
}

const words = 'words';
const brackets = 'brackets';

const patterns: readonly LabelPattern[] = [
  { key: 'date-range', core: /^desired date (?:range|or range)(?: or test duration)?/, tail: words },
  { key: 'date-range', core: /^(?:planned |rollout |release )?(?:date range|window)(?=\s*:)/, tail: words },
  { key: 'limiting', core: /^how (?:will you|you'll|you will) (?:make the product available|limit)/, tail: words },
  { key: 'testing', core: /^how (?:you'll|will you|you will) (?:recruit|conduct|give)/, tail: words },
  { key: 'testers', core: /^(?:desired|target) number of (?:unique )?(?:users|participants|testers)/, tail: brackets },
  { key: 'criteria', core: /^(?:what|which) (?:are the |are your )?metrics?[- ]based criteria/, tail: words },
  { key: 'criteria', core: /^what "?success"? criteria/, tail: words },
  { key: 'criteria', core: /^(?:planning )?"?success"? criteria(?:"| \()?/, tail: words },
  {
    key: 'criteria',
    core: /^(?:kpi |staged rollout )?(?:"success criteria"|metrics?[- ]based criteria|exit criteria|advance criteria|persevere ?\/ ?continue criteria|continue criteria)/,
    tail: words,
  },
  { key: 'criteria', core: /^"?exit velocity"?/, tail: words },
  {
    key: 'criteria',
    core: /^(?:exit|gates?|success|criteria|success (?:metrics|measures))(?=\s*(?:\([^()]{0,60}\)\s*)?:)/,
    tail: brackets,
  },
  {
    key: 'criteria',
    core: /^(?:(?:what )?we(?:'ll| will)? (?:look at|watch|track|measure)(?=\s*:)|(?:the |key )?metrics (?:we (?:care about|watch|look at|track)|that matter)(?=\s*:|$))/,
    tail: brackets,
  },
  {
    key: 'criteria',
    core: /^(?:criteria|conditions) (?:to|for) (?:advanc|go(?:ing)? on|mov|proceed|promot|continu|the next)/,
    tail: words,
  },
  {
    key: 'criteria',
    core: /^(?:we(?:'ll| will)? )?(?:pass|advance|proceed|promote|continue|go on|go ahead|move on)(?: to (?:the )?next (?:stage|phase|step|wave|ring))? (?:only )?(?:when|if|once)(?! there (?:are|is) no)\b(?=.{0,120}[\d<>:])/,
    tail: brackets,
  },
  {
    key: 'guardrails',
    core: /^(?:pivot ?\/ ?pause ?\/ ?rollback criteria|(?:pause|stop|halt|abort|rollback) (?:criteria|conditions|rules)|guardrails?)(?=\s*:|$)/,
    tail: words,
  },
  {
    key: 'guardrails',
    core: /^(?:we(?:'ll| will)? )?(?:pause|stop|halt|abort|roll ?back|go back)(?: the (?:rollout|roll-out|release))? (?:when|if|once|as soon as)\b(?=[^.]{0,80}(?:[<>≤≥]|more than|above|over|below|exceeds?)[^.]{0,10}\d)/,
    tail: brackets,
  },
  { key: 'dashboards', core: /^(?:links? to )(?:the |your |any )?(?:\w+ )?dashboards?(?:\(s\))?/, tail: words },
  { key: 'dashboards', core: /^dashboards?(?:\(s\))?(?= links?\s*:|\s*:|$)/, tail: words },
  { key: 'monitors', core: /^who (?:is|will be|are|will) (?:monitor(?:ing)?|watch(?:ing)?)/, tail: words },
  { key: 'monitors', core: /^(?:person )?responsible for monitoring/, tail: words },
  {
    key: 'monitors',
    core: /^(?:monitor(?:ed by|s|ing by|ing owners?)|watch(?:ed by|ers?|es|ing)?|on-?call)(?=\s*:)/,
    tail: words,
  },
  { key: 'monitors', core: /^who (?:monitors|watches|checks|keeps an eye)\b/, tail: words },
  {
    key: 'dashboards',
    core: /^(?:grafana|datadog|looker|kibana|tableau|amplitude|mixpanel|new relic|sentry)(?=\s*:\s*(?:https?:|$))/,
    tail: brackets,
  },
  { key: 'dashboards', core: /^[^:?|]{3,50} dashboards?(?:\(s\))?(?=\s*:)/, tail: brackets },
  {
    key: 'length',
    core: /^(?:planned |minimum )?(?:length of (?:time|stage)|duration|time ?frame|length|soak(?: time)?|bake(?: time)?|how long|time in stage)(?=\W)(?! of the)|^(?:length of time|duration|time ?frame|length)$/,
    tail: brackets,
  },
  {
    key: 'share',
    core: /^(?:percent(?:age)?|%|share|portion) of (?:all |the |total |authenticated )?(?:users?|veterans?|traffic|visitors?|customers?|requests?|messages?|actors?|projects?|claims?|teams?|people)\b/,
    tail: words,
  },
  {
    key: 'share',
    core: /^(?:(?:rollout |user |traffic )?(?:percentage|percent|share)|(?:rollout|traffic|users?)? ?%)(?=\s*:|$)/,
    tail: brackets,
  },
  {
    key: 'share',
    core: /^(?:traffic|users?|population|cohort|coverage|exposure|ramp|audience|who|reach)(?=\s*:[^:]{0,60}(?:\d ?%|\bpercent|\bhalf\b|\bquarter|\beveryone|\beverybody|\ball users))/,
    tail: brackets,
  },
  { key: 'go-live-date', core: /^desired (?:launch |go-?live |release )?date(?! (?:or )?range)/, tail: brackets },
  {
    key: 'go-live-date',
    core: /^(?:planned |target )?(?:(?:go[- ]?live|launch|release|roll-?out) date(?=\s*:|$)|(?:go[- ]?live|launch|release)(?=\s*:[^:]{0,30}(?:\d|\btb[ad]\b|\bnext\b|\bmm\/)))/,
    tail: brackets,
  },
  {
    key: 'dates',
    core: /^(?:(?:planned |actual |start |release )?dates?(?: started| range)?|when|starts?(?: on)?|planned start)(?=\s*:)/,
    tail: brackets,
  },
  { key: 'go-live-date', core: /^go[- ]?live!?(?= (?:on |by |week of )?.{0,12}\d)/, tail: brackets },
  { key: 'kpi-actual', core: /^(?:post-?launch )?kpi\s*#?(\d{1,2})? ?actuals?/, tail: words },
  { key: 'kpi', core: /^post-?launch kpi(?:\s*#?(\d{1,2})|s\b)?/, tail: brackets },
  { key: 'kpi', core: /^(?:success )?kpis(?=\s*:)/, tail: brackets },
  { key: 'kpi', core: /^kpi\s*#?(\d{1,2})(?=\s*[:-])/, tail: brackets },
  { key: 'go-no-go', core: /^(?:launch |uat )?go ?\/ ?no[- ]?go/, tail: words },
  {
    key: 'unique-users',
    core: /^(?:estimated )?(?:total )?number of (?:unique )?(?:users?|submits|submissions|events|page ?views|veterans|visitors)(?: from \w{1,20})?(?=\s*(?:[:([]|$))/,
    tail: brackets,
  },
  { key: 'unique-users', core: /^(?:unique users|audience)(?=\s*(?:[:([]|$))/, tail: brackets },
  { key: 'metrics', core: /^(?:metrics at this stage|actual results)/, tail: words },
  { key: 'data-easy', core: /^was the data submitted/, tail: words },
  { key: 'downstream', core: /^(?:was|were) (?:any )?downstream services?/, tail: words },
  { key: 'errors', core: /^t?ypes? of errors?(?: logged)?/, tail: brackets },
  { key: 'changes', core: /^(?:any|what) (?:\w{2,8} )?changes\b/, tail: words },
  { key: 'what-changes', core: /^if (?:yes|so),? what/, tail: brackets },
  { key: 'handling-issues', core: /^any issues with/, tail: words },
  { key: 'bugs', core: /^(?:number of )?bugs (?:identified|found|fixed)/, tail: words },
  {
    key: 'rollback',
    core: /^(?:roll-?back(?: plan| process| procedure| steps| criteria)?|(?:back-?out|revert|contingency) plan)(?=\s*:|$)/,
    tail: words,
  },
  {
    key: 'rollback',
    core: /^how (?:do|will|would|can) (?:we|you) (?:roll (?:it )?back|go back|revert|turn it off)/,
    tail: words,
  },
  {
    key: 'toggles',
    core: /^(?:feature |kill[ -]?)?(?:toggles?|flags?|switch(?:es)?|flipper)(?: names?| keys?)?(?=\s*:|$)/,
    tail: words,
  },
  { key: 'roles', core: /^(?:sign-?offs?|approvers?|approvals?)(?: needed| required)?(?=\s*:|$)/, tail: words },
];

export interface FoundLabel {
  readonly key: FieldKey;
  /** The number of `KPI 2`. */
  readonly ordinal: number | undefined;
  /** As written, without the colon. */
  readonly label: string;
  /** What follows the label on its line. */
  readonly rest: string;
}

/** A question or a label never reaches further. */
const labelLimit = 260;

/** Finds a field's label at the beginning of a line. The colon may be missing, doubled or misplaced. */
export function findLabel(text: string): FoundLabel | undefined {
  const lead = /^\s*(?:\d{1,2}[.)]\s+)?/.exec(text)?.[0].length ?? 0;
  const own = text.slice(lead, lead + labelLimit);
  const plain = own
    .toLowerCase()
    .replace(/^([a-z][a-z ]{2,24}) = /, '$1:  ')
    .replace(/[“”]/g, '"')
    .replace(/[’]/g, "'");
  for (const { key, core, tail } of patterns) {
    const found = core.exec(plain);
    if (!found) continue;
    const end = labelEnd(plain, found[0].length, tail);
    const rest = text
      .slice(lead + end)
      .replace(/^[\s?:)"”*]+(?:=\s+)?|^=\s+/, (signs) =>
        /[)"”]/.test(signs) ? signs.replace(/[\s?:)"”*=]/g, '') : '',
      );
    const ordinal = found[1] === undefined ? undefined : Number(found[1]);
    return { key, ordinal, label: own.slice(0, end).replace(/[\s:?]+$/, ''), rest: rest.trim() };
  }
  return undefined;
}

function labelEnd(plain: string, core: number, tail: 'words' | 'brackets'): number {
  const after = plain.slice(core);
  const pattern =
    tail === 'words'
      ? /^[^?:\n\d]{0,200}?(?:\?["”)\s]*:?|:)/
      : /^(?:\s*(?:\([^()\n]{0,120}\)|\[[^[\]\n]{0,60}\](?=\s*:)))?\s*[?:]+/;
  return core + (pattern.exec(after)?.[0].length ?? 0);
}
