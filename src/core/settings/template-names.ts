import type { View } from '../view-models.ts';

/** The compiler asks for every view here, so that the names can be listed at run time. */
const views: Readonly<Record<View, true>> = {
  card: true,
  'issues/stage': true,
  'issues/go-live': true,
  reply: true,
  moved: true,
  'share-changed': true,
  held: true,
  resumed: true,
  refused: true,
  'dry-run': true,
  help: true,
  'help-command': true,
  verdicts: true,
  'what-if': true,
  'recommendation-changed': true,
  plan: true,
  'plan-changed': true,
  'plan-amended': true,
  adopted: true,
  scheduled: true,
  answered: true,
  judged: true,
  'reading-problems': true,
  'edit-rejected': true,
  'checklist-closed': true,
  summary: true,
  weekly: true,
  results: true,
  questions: true,
  'finished-plan': true,
  cancelled: true,
  finding: true,
  'settings-check': true,
  'cut-note': true,
  paused: true,
};

/** Names of the texts a team may override with `.github/rollcall/templates/<name>.hbs`. */
export const templateNames: readonly string[] = Object.keys(views);
