import type { View } from '../view-models.ts';

/**
 * Whether a team may replace the text. The compiler asks for every view here, so that the names can be listed at run
 * time. Not for a team: what is said outside of its repository, or of its settings before they are known to be good.
 */
const views: Readonly<Record<View, boolean>> = {
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
  'what-if': false,
  'recommendation-changed': true,
  plan: true,
  'plan-changed': true,
  'plan-amended': true,
  adopted: true,
  scheduled: true,
  answered: true,
  judged: true,
  'reading-problems': true,
  'set-aside': true,
  'noise-paused': true,
  'edit-rejected': true,
  'checklist-closed': true,
  summary: true,
  weekly: true,
  results: true,
  questions: true,
  'finished-plan': true,
  cancelled: true,
  finding: false,
  'settings-check': false,
  'set-up': false,
  'cut-note': false,
  paused: true,
};

/** Texts by name that a team may replace with `.github/rollcall/templates/<name>.hbs`. */
export const templateNames: readonly string[] = Object.entries(views)
  .filter(([, isForTeams]) => isForTeams)
  .map(([name]) => name);

/** Folders of parts of texts that a team may replace with `.github/rollcall/templates/<folder>/<name>.hbs`. */
export const templateFolders: readonly string[] = [
  'findings',
  'help',
  'issues',
  'partials',
  'refusals',
  'settings-findings',
];

/** Whether the settings put a team's template in force. A folder stands for everything in it. */
export function isInForce(name: string, templates: 'all' | readonly string[]): boolean {
  return templates === 'all' || templates.includes(name) || templates.includes(name.replace(/\/.*/, ''));
}
