/**
 * A release as somebody would keep it on paper: where it stands and on what share. It is written from the tables of the
 * documentation and knows nothing of src/core/stages.
 */
export type Place = 'planning' | 'stage' | 'rolled-back' | 'live' | 'complete' | 'cancelled';

export interface PlainRelease {
  readonly place: Place;
  /** Where it stands; where it was taken back from. */
  readonly stage: string | undefined;
  readonly share: number | undefined;
  readonly held: boolean;
}

export interface PlainStage {
  readonly id: string;
  readonly lowest: number | undefined;
  /** The highest share that may be set there. */
  readonly highest: number;
  readonly goLive: boolean;
}

export type PlainMove =
  | { readonly move: 'advance'; readonly to?: string; readonly share?: number; readonly force?: string }
  | { readonly move: 'share'; readonly share: number }
  | { readonly move: 'hold' | 'resume' | 'complete' | 'cancel' }
  | { readonly move: 'rollback'; readonly to?: string | number };

/** Where the move leads; undefined where it is refused. `isGo`: whether the stage under way may be left. */
export function movePlainly(
  release: PlainRelease,
  move: PlainMove,
  ladder: readonly PlainStage[],
  isGo: boolean,
): PlainRelease | undefined {
  const { place } = release;
  if (place === 'complete' || place === 'cancelled') return undefined;
  switch (move.move) {
    case 'advance':
      return advance(release, move, ladder, isGo);
    case 'share':
      return raise(release, move.share, ladder);
    case 'hold':
      return place === 'stage' ? { ...release, held: true } : undefined;
    case 'resume':
      return place === 'stage' && release.held ? { ...release, held: false } : undefined;
    case 'rollback':
      return goBack(release, move.to, ladder);
    case 'complete':
      return place === 'live' ? { ...release, place: 'complete', stage: undefined } : undefined;
    case 'cancel':
      return { ...release, place: 'cancelled', stage: undefined, held: false };
  }
}

function advance(
  { place, stage, held }: PlainRelease,
  { to, share, force }: Extract<PlainMove, { move: 'advance' }>,
  ladder: readonly PlainStage[],
  isGo: boolean,
): PlainRelease | undefined {
  if (place === 'live' || held) return undefined;
  // The step that comes next: the first, the one after this, or again the one that was left.
  const next = { planning: 0, stage: numberOf(ladder, stage) + 1, 'rolled-back': Math.max(0, numberOf(ladder, stage)) };
  const expected = place === 'planning' || place === 'stage' || place === 'rolled-back' ? next[place] : -1;
  const wanted = to === undefined ? expected : numberOf(ladder, to);
  const target = ladder[wanted];
  if (target === undefined) return undefined;
  if (place === 'stage' && wanted < expected) return undefined;
  if (wanted > expected && force === undefined) return undefined;
  if (place === 'stage' && !isGo && force === undefined) return undefined;
  if (share !== undefined && !isWithin(target, share)) return undefined;
  return {
    place: target.goLive ? 'live' : 'stage',
    stage: target.id,
    share: share ?? target.lowest,
    held: false,
  };
}

function raise(release: PlainRelease, share: number, ladder: readonly PlainStage[]): PlainRelease | undefined {
  const here = ladder[numberOf(ladder, release.stage)];
  if (release.place !== 'stage' && release.place !== 'live') return undefined;
  if (here === undefined || release.held || !isWithin(here, share)) return undefined;
  return release.share !== undefined && share <= release.share ? undefined : { ...release, share };
}

function goBack(
  { place, stage, share }: PlainRelease,
  to: string | number | undefined,
  ladder: readonly PlainStage[],
): PlainRelease | undefined {
  if (place === 'planning') return undefined;
  const here = numberOf(ladder, stage);
  const before = place === 'rolled-back' ? undefined : ladder[here - 1]?.id;
  const target = to ?? before ?? 0;
  if (typeof target === 'number') {
    const isLower = share === undefined || target < share;
    return isLower ? { place: 'rolled-back', stage, share: target, held: false } : undefined;
  }
  const index = numberOf(ladder, target);
  if (index >= here) return undefined;
  return { place: 'stage', stage: target, share: ladder[index]?.lowest, held: false };
}

function numberOf(ladder: readonly PlainStage[], id: string | undefined): number {
  return ladder.findIndex((stage) => stage.id === id);
}

function isWithin({ lowest, highest }: PlainStage, share: number): boolean {
  return lowest !== undefined && share >= lowest && share <= highest;
}
