/** What a section of a plan is about, told by its heading. */
export type SectionRole =
  | 'stage'
  | 'stage-results'
  | 'planning'
  | 'results'
  | 'acceptance-testing'
  | 'rollout'
  | 'rollout-planning'
  | 'schedule'
  | 'criteria'
  | 'guardrails'
  | 'dashboards'
  | 'go-live'
  | 'kpis'
  | 'one-week'
  | 'one-month'
  | 'later-results'
  | 'questions'
  | 'rollback'
  | 'toggles'
  | 'validation'
  | 'readiness'
  | 'roles'
  | 'user-impact'
  | 'guidance';

const ordinal = '(?:[a-j]|\\d{1,2}|i{1,3}|iv|vi{0,3}|one|two|three|four|five)';

/** The first pattern that fits decides. Titles are compared in lower case, without marks and signs. */
const patterns: readonly (readonly [SectionRole, RegExp])[] = [
  ['stage-results', new RegExp(`^(?:stage|wave|ring|batch|cohort|tranche) ${ordinal}\\b.{0,40}\\bresults?\\b`)],
  [
    'stage',
    new RegExp(`^(?:phase ${ordinal}\\W+)?(?:final stage\\b|(?:stage|wave|ring|batch|cohort|tranche) ${ordinal}\\b)`),
  ],
  ['one-week', /^(?:1|one)[ -]weeks?\b/],
  ['one-month', /^(?:1|one)[ -]months?\b/],
  ['later-results', /^(?:\d{1,2}|two|three|four|six)[ -](?:days?|weeks?|months?)\b.{0,60}\b(?:results?|metrics|check)/],
  ['questions', /^post[ -]?launch questions/],
  [
    'kpis',
    /^(?:post[ -]?launch (?:metrics|kpis?|results|measures)|post[ -]?launch$|after (?:the )?(?:launch|release|go[ -]?live)$|kpis?\b|key performance|success metrics)/,
  ],
  [
    'guardrails',
    /\broll-?back (?:triggers?|criteria|conditions)\b|\b(?:halt|stop|abort|pause) (?:rules|criteria|conditions|when|if)\b|^guardrails?\b|^(?:criteria|conditions) (?:to|for) (?:stop|halt|paus|abort|roll|going back|go back)|^when do we (?:stop|go back|pause)/,
  ],
  [
    'rollback',
    /\broll(?:ing)?[ -]?back\b|\b(?:back-?out|contingency) plan\b|^if (?:something|things|it) go(?:es)? wrong/,
  ],
  ['guidance', /^(?:do i need a|exceptions$|when to use|how to use|guidance|instructions|changelog)/],
  [
    'acceptance-testing',
    /\b(?:uat|user acceptance|internal testing|pre-?release testing)\b|(?:^|[^n-])\bmoderated (?:internal )?production testing/,
  ],
  ['rollout-planning', /^(?:(?:staged )?roll-?out )?planning (?:phase|details)$|^roll-?out plan(?:ning)?\b/],
  [
    'criteria',
    /success criteria|metrics?[ -]based criteria|exit criteria|^(?:staged )?roll-?out metrics|persevere|continue criteria|^(?:our )?criteria$|^(?:advance|promotion|go[ -]?forward|release|roll-?out) criteria|^metrics (?:to (?:watch|monitor)|we (?:watch|care about|look at|track))|\b(?:acceptance|success|release|roll-?out|launch) thresholds?$|^thresholds$|^(?:criteria|conditions) (?:to|for) (?:advanc|go|mov|proceed|promot|continu|the next)|^when do we (?:go on|advance|move|proceed|continue)|^what (?:does )?success looks? like/,
  ],
  [
    'schedule',
    /^(?:staged |phased )?(?:roll-?out|release|launch) (?:schedule|stages|steps|timeline)|^phased roll-?out$|^schedule$|^(?:the )?stages$/,
  ],
  [
    'stage',
    /\b(?:pilot|limited availability|general availability|early access|beta|internal|canary) (?:release|launch|roll-?out)\b(?! plan)/,
  ],
  ['stage', /^(?:canary|pilot)(?: stage| phase)?(?:$| ?[(:,-])/],
  [
    'stage',
    /^(?:release|launch|roll-?out|ramp(?: up)?|increase|enable|go) (?:to|for|at) (?:\d{1,3}(?:\.\d+)? ?%|all users)/,
  ],
  ['stage', /^\d{1,3}(?:\.\d+)? ?% (?:of |roll-?out|release|launch|canary)/],
  ['go-live', /\bgo[ -]?live\b|^release details\b|^hard launch|^open launch|^full launch/],
  ['dashboards', /^(?:datadog |monitoring )?dashboards?\b/],
  ['planning', /^planning\b/],
  ['results', /^results?\b/],
  ['toggles', /^(?:feature )?(?:toggles?|flags?)\b|^toggle \/ flipper|^step \d: development|^development$/],
  [
    'readiness',
    /\bgo ?\/? ?no[ -]?go\b|^readiness|^launch blockers|^pre[ -]?launch|^prerequisites|^before (?:the )?(?:launch|release|go)/,
  ],
  ['validation', /^(?:step \d:? )?validation\b/],
  ['roles', /^(?:roles?|sign[ -]?offs?|approv(?:als|ers)|team)\b/],
  ['user-impact', /^user impact|^baselines?\b|^current (?:metrics|traffic)/],
  [
    'rollout',
    /^(?:our |the )?roll-?out$|\b(?:staged|phased|production) roll-?out\b|^phase [i\d]+[a-d]?\b|^step \d\b.*(?:roll-?out|release)/,
  ],
];

export function sectionRole(title: string): SectionRole | undefined {
  const plain = plainTitle(title);
  if (plain.length > 160) return undefined;
  return patterns.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** Lower case, no emoji, no signs at either end, no leading number: `1. **Go Live!** :o:` and `IV. Go live` are `go live`. */
export function plainTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/:[a-z_]{1,30}:/g, ' ')
    .replace(/[–—]/g, '-')
    .replace(/[^\p{L}\p{N}\s:/()%&.,'+<>=-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\d.)-]*[.)]\s+/, '')
    .replace(/^\s*(?:[ivx]{1,4}|[a-h])[.)]\s+/, '')
    .replace(/^[\s:.,-]+|[\s:.,-]+$/g, '');
}
