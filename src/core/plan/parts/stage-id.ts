const takenByWords: ReadonlySet<string> = new Set([
  'stage',
  'phase',
  'step',
  'release',
  'rollout',
  'of',
  'users',
  'the',
  'to',
  'final',
  'own',
  'wave',
  'ring',
  'batch',
  'cohort',
  'one',
  'two',
  'three',
  'our',
  'all',
]);

/** States of a release that have a label of the same form as a stage. */
const reserved: ReadonlySet<string> = new Set(['planning', 'rolled-back', 'live', 'complete', 'cancelled', 'paused']);

/**
 * The id by which people name a stage in commands and labels: the first distinctive word of its name. "Stage A: Canary"
 * is `canary`, "Stage C: 50% of users" is `stage-c`, "Launch to 25%" is `25-percent`.
 */
export function stageId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
  const own = distinctiveWord(plain) ?? ordinalName(plain) ?? shareName(plain) ?? 'stage';
  let id = own.slice(0, 40);
  for (let n = 2; taken.has(id) || reserved.has(id); n += 1) id = `${own.slice(0, 36)}-${n}`;
  return id;
}

const known = [
  'canary',
  'pilot',
  'moderate',
  'beta',
  'alpha',
  'internal',
  'limited-availability',
  'general-availability',
  'dogfood',
  'early-access',
];

function distinctiveWord(plain: string): string | undefined {
  const dashed = plain.replace(/[^a-z0-9]+/g, '-');
  const word = known.find((candidate) => `-${dashed}-`.includes(`-${candidate}-`));
  if (word !== undefined) return word;
  const afterLabel = /^(?:stage|phase|step|wave|ring|batch|cohort|round|tranche)\s+\S{1,4}\s*[:.–—-]\s*(.+)$/.exec(
    plain,
  )?.[1];
  if (afterLabel === undefined || /\d\s*%|percent|\d{1,2}\/\d{1,2}/.test(afterLabel)) return undefined;
  if (/^(?:an?|one)\b/.test(afterLabel)) return undefined;
  return afterLabel
    .split(/[^a-z0-9-]+/)
    .find((part) => part.length > 2 && !takenByWords.has(part) && /^[a-z]/.test(part));
}

function ordinalName(plain: string): string | undefined {
  const found = /^(stage|phase|step|wave|ring|batch|cohort|round|tranche)\s+`?([a-z]{1,3}|\d{1,2}[a-d]?)\b/.exec(plain);
  if (found) return `${found[1]}-${found[2]}`;
  return /^final stage\b/.test(plain) ? 'final' : undefined;
}

function shareName(plain: string): string | undefined {
  const share = /(\d{1,3})(?:\.\d+)?\s*(?:%|percent)/.exec(plain)?.[1];
  if (share !== undefined) return `${Number(share)}-percent`;
  const places = /\b(\d{1,6}) ([a-z]{3,20})$/.exec(plain);
  if (places) return `${places[1]}-${places[2]}`;
  return plain.split(/[^a-z0-9]+/).find((part) => part.length > 2 && /^[a-z]/.test(part) && !takenByWords.has(part));
}
