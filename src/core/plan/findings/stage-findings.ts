import { saysNoStages } from '../parts/stage-headings.ts';
import type { Finding, Stage } from '../plan.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding, headingOf, listed } from './finding.ts';

export function stageFindings(read: ReadPlan): readonly Finding[] {
  const written = read.plan.stages.filter((stage) => stage.origin === undefined);
  const offered = read.plan.offered ?? [];
  return [
    ...(offered.length > 0 ? [offer(offered)] : []),
    ...(written.length === 0 && offered.length === 0 && !saysNoStages(read.source)
      ? [finding('no-stages', 'warning', headingOf(read.source, 'schedule', 'rollout', 'rollout-planning'), {})]
      : []),
    ...(read.exactStages ? [] : mismatches(read)),
    ...fallingShares(written),
    ...withoutShare(written),
  ];
}

function offer(stages: readonly Stage[]): Finding {
  const steps = stages.map(({ share, length, name }) => {
    const part = share ? `${share[1]}%` : name;
    return length === undefined ? part : `${part} for ${length}`;
  });
  return finding('prose-stages-offered', 'warning', stages[0], { stages: steps.join(', ') });
}

/** The heading says one share and the stage's own field another; the field counts. */
function mismatches({ drafts, plan }: ReadPlan): readonly Finding[] {
  return drafts.flatMap(({ name, namedShare, fieldShare, fieldLine, line }) => {
    if (!namedShare || !fieldShare || (namedShare[0] <= fieldShare[1] && namedShare[1] >= fieldShare[0])) return [];
    const id = plan.stages.find((stage) => stage.line === line)?.id ?? name;
    const facts = { stage: name, id, heading: shareText(namedShare), field: shareText(fieldShare) };
    return [finding('share-mismatch', 'warning', { line: fieldLine ?? line }, facts)];
  });
}

function fallingShares(stages: readonly Stage[]): readonly Finding[] {
  const at = stages.findIndex((stage, index) => {
    const before = stages[index - 1]?.share;
    return stage.share !== undefined && before !== undefined && stage.share[1] < before[0];
  });
  const [before, stage] = [stages[at - 1], stages[at]];
  if (!before?.share || !stage?.share) return [];
  const facts = { stage: stage.name, share: shareText(stage.share), before: shareText(before.share) };
  return [finding('share-falls', 'warning', stage, facts)];
}

function withoutShare(stages: readonly Stage[]): readonly Finding[] {
  const missing = stages.filter((stage) => stage.share === undefined);
  const [first] = missing;
  if (!first) return [];
  return [finding('stage-without-share', 'note', first, { ...listed(missing.map(({ name }) => name)), id: first.id })];
}

function shareText([low, high]: readonly [number, number]): string {
  return low === high ? `${low}%` : `${low}-${high}%`;
}
