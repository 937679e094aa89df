import type { CardModel, LatestReading, StageRow } from './card-model.ts';
import { chartsModel } from './charts/charts.ts';
import { taskProgress } from './checklists.ts';
import type { Evaluation } from './criteria/evaluate.ts';
import type { EvidenceBook } from './criteria/evidence-book.ts';
import { inOrder } from './criteria/observation.ts';
import type { Draft } from './draft.ts';
import { dueDates } from './due-dates.ts';
import { bookOf, evaluateNow } from './evaluate-now.ts';
import { nextCommands } from './next-commands.ts';
import type { Kpi, Stage } from './plan/plan.ts';
import { metricKey } from './readings/metric-key.ts';
import type { Reading } from './readings/reading.ts';
import type { Rollout } from './rollout.ts';
import type { Snapshot } from './snapshot.ts';
import { currentStage, nextStage, plannedEnd, stageIndex, stageRef } from './stages/ladder.ts';
import { firstEntered, lastEntered, lastLeft, lastShare } from './stages/periods.ts';

/** Everything the status card shows. `evaluation` may be handed in where it has been made already. */
export function cardModel(draft: Draft, snapshot: Snapshot, evaluation?: Evaluation): CardModel {
  const { rollout } = draft;
  const { position, plan } = rollout;
  const stage = currentStage(rollout);
  const evaluated = evaluation ?? evaluateNow(draft, snapshot);
  return {
    title: plan.title ?? snapshot.issue.title,
    state: cardState(rollout),
    stage: stage === undefined ? undefined : stageRef(stage),
    share: rollout.share,
    since: position.at === 'planning' ? undefined : position.since,
    hold: position.at === 'stage' ? position.hold : undefined,
    why: position.at === 'rolled-back' || position.at === 'cancelled' ? position.why : undefined,
    stages: stageRows(draft, snapshot),
    verdicts: evaluated?.verdicts ?? [],
    recommendation: position.at === 'stage' ? evaluated?.recommendation : undefined,
    latest: latestReadings(evaluated?.book ?? bookOf(draft), plan.kpis),
    charts: chartsModel(rollout, snapshot, evaluated),
    plan: { plan, findings: rollout.findings, amendments: rollout.amendments, accepted: rollout.accepted },
    next: nextCommands(rollout, evaluated?.recommendation),
    due: dueDates(rollout, snapshot.settings, snapshot.now),
    findings: rollout.findings,
    settingsFindings: snapshot.settingsFindings,
    overrides: rollout.overrides,
    blockers: snapshot.blockers,
  };
}

/** The ladder with what became of each stage. */
export function stageRows({ rollout }: Draft, { checklists }: Snapshot): readonly StageRow[] {
  const { periods, plan } = rollout;
  return plan.stages.map((stage) => {
    const status = stageStatus(rollout, stage);
    const since = lastEntered(periods, stage.id);
    const from = status === 'current' ? since : firstEntered(periods, stage.id);
    const checklist = checklists.find((candidate) => candidate.stage === stage.id);
    const progress = checklist === undefined ? undefined : taskProgress(checklist);
    return {
      id: stage.id,
      name: stage.name,
      share: stage.share,
      length: stage.length,
      status,
      from,
      until: lastLeft(periods, stage.id),
      plannedUntil: since === undefined ? undefined : plannedEnd(stage, since),
      actualShare: lastShare(periods, stage.id),
      goLive: stage.goLive,
      tasks:
        checklist === undefined || progress === undefined
          ? undefined
          : { done: progress.done, total: progress.total, open: checklist.open },
    };
  });
}

function cardState({ position }: Rollout): CardModel['state'] {
  if (position.at !== 'stage') return position.at;
  return position.hold === undefined ? 'running' : 'held';
}

function stageStatus(rollout: Rollout, stage: Stage): StageRow['status'] {
  const { stages } = rollout.plan;
  const current = currentStage(rollout);
  if (current?.id === stage.id) return 'current';
  const wasEntered = rollout.periods.some((period) => period.stage === stage.id);
  const isOver = rollout.position.at === 'complete';
  const here = stageIndex(stages, current?.id);
  const isBehind = isOver || stageIndex(stages, stage.id) < here;
  if (wasEntered) return isBehind ? 'done' : 'left';
  if (isBehind) return 'skipped';
  return nextStage(rollout)?.id === stage.id ? 'next' : 'planned';
}

/** The newest reading of each metric, newest first; those of one moment in the order in which the metrics first came. */
function latestReadings({ names }: EvidenceBook, kpis: readonly Kpi[]): readonly LatestReading[] {
  const newest = new Map<string, Reading>();
  for (const { key, measured } of names) {
    const known = newest.get(key);
    if (measured && (known === undefined || inOrder(known, measured.value) < 0)) newest.set(key, measured.value);
  }
  const kpiNames = new Map(kpis.map(({ label, name }) => [metricKey(label), name === label ? undefined : name]));
  return [...newest.values()]
    .map((reading) => latestReading(reading, kpiNames.get(reading.key)))
    .sort((a, b) => b.at - a.at);
}

function latestReading(
  { metric, figure, control, at, source, stage }: Reading,
  kpi: string | undefined,
): LatestReading {
  const text = control === undefined ? figure.text : `${figure.text} vs ${control.text}`;
  return { metric, kpi, text, at, author: source.author, url: source.url, stage };
}
