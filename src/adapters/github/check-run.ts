import { createHash } from 'node:crypto';
import type { Octokit } from '@octokit/rest';
import type { Instant } from '../../core/instant.ts';
import type { CheckRequest } from './check-request.ts';
import { failureOf } from './failure.ts';

export interface CheckResult {
  readonly name: string;
  readonly conclusion: 'success' | 'neutral' | 'failure';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

export interface CheckAnnotation {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly message: string;
}

/** GitHub takes so many in one request; more come with updates of the run. */
const mostAtOnce = 50;
/** GitHub's limits for a message and a title are far above; nobody reads more. */
const longestMessage = 4_000;

/**
 * Makes the result known as a check run of the head commit. A run that says the same already is left alone, so it may
 * be done twice; GitHub shows the latest run of a name. Asked for again, it makes a new run, for GitHub leaves the old
 * one as it was; a commit without any then stays without. With more annotations than one request takes, the run has
 * its conclusion only with the last of them. Returns whether there is a run now.
 */
export async function publishCheck(
  octokit: Octokit,
  { owner, repository, headSha, again }: CheckRequest,
  result: CheckResult,
  now: Instant,
): Promise<boolean> {
  const where = { owner, repo: repository };
  const digest = digestOf(result, again);
  try {
    const { data } = await octokit.rest.checks.listForRef({ ...where, ref: headSha, check_name: result.name });
    if (again !== undefined && data.check_runs.length === 0) return false;
    const isThere = data.check_runs.some((run) => run.external_id === digest && run.status === 'completed');
    if (isThere) return true;
    const [first = [], ...more] = inPieces(result.annotations);
    const output = (annotations: readonly CheckAnnotation[]) => ({
      title: result.title,
      summary: result.summary,
      annotations: annotations.map(annotationOf),
    });
    const outcome = { status: 'completed', conclusion: result.conclusion } as const;
    const run = await octokit.rest.checks.create({
      ...where,
      name: result.name,
      head_sha: headSha,
      external_id: digest,
      output: output(first),
      ...(more.length === 0 ? outcome : { status: 'in_progress' }),
    });
    for (const [index, annotations] of more.entries()) {
      await octokit.rest.checks.update({
        ...where,
        check_run_id: run.data.id,
        output: output(annotations),
        ...(index === more.length - 1 ? outcome : {}),
      });
    }
    return true;
  } catch (error) {
    throw failureOf(error, now) ?? error;
  }
}

function inPieces(annotations: readonly CheckAnnotation[]): readonly (readonly CheckAnnotation[])[] {
  const pieces = [];
  for (let at = 0; at < annotations.length; at += mostAtOnce) pieces.push(annotations.slice(at, at + mostAtOnce));
  return pieces;
}

function annotationOf({ path, line, column, level, message }: CheckAnnotation) {
  return {
    path,
    start_line: line,
    end_line: line,
    start_column: column,
    end_column: column,
    annotation_level: level,
    message: message.slice(0, longestMessage),
  };
}

/** The same result has the same digest, unless somebody asked for it again. */
function digestOf(result: CheckResult, again: string | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([result, again]))
    .digest('hex')
    .slice(0, 40);
}
