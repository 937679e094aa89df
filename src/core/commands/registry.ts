import { adopt } from './adopt.ts';
import { advance } from './advance.ts';
import { answer } from './answer.ts';
import { baseline } from './baseline.ts';
import { cancel } from './cancel.ts';
import type { Command } from './command.ts';
import { complete } from './complete.ts';
import { exportPlan } from './export.ts';
import { go } from './go.ts';
import { help } from './help.ts';
import { hold } from './hold.ts';
import { judge } from './judge.ts';
import { metric } from './metric.ts';
import { noGo } from './no-go.ts';
import { plan } from './plan.ts';
import { report } from './report.ts';
import { resume } from './resume.ts';
import { rollback } from './rollback.ts';
import { schedule } from './schedule.ts';
import { share } from './share.ts';
import { status } from './status.ts';
import { summary } from './summary.ts';
import { verdict } from './verdict.ts';

/** To add a command: write its file and its templates/help/<name>.hbs, and name it here, in the order of help. */
export const commands: readonly Command[] = [
  advance,
  share,
  hold,
  resume,
  rollback,
  metric,
  baseline,
  answer,
  judge,
  go,
  noGo,
  verdict,
  summary,
  status,
  plan,
  adopt,
  exportPlan,
  report,
  schedule,
  complete,
  cancel,
  help,
];

export function commandNamed(name: string): Command | undefined {
  return commands.find((command) => command.name === name);
}
