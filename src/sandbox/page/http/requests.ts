import { z } from 'zod';
import { dayMs, type Instant } from '../../../core/instant.ts';
import { GitHubError } from '../../github/github-error.ts';
import { parseWait } from '../../parse-wait.ts';
import { actionSchema, findIssue, findSubject, perform } from '../actions.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import type { SandboxWorld } from '../start-world.ts';
import { viewContext } from '../views/view-context.ts';
import { json, type Reply } from './reply.ts';

const clockSchema = z.object({ move: z.enum(['day', 'week', 'month', 'due']) });
const previewSchema = z.object({ text: z.string() });
const sourceSchema = z.object({ issue: z.int().positive(), comment: z.int().positive().optional() });

/** What the page's script asks for, by path. */
const requests: Readonly<Record<string, (world: SandboxWorld, body: unknown) => Promise<Reply>>> = {
  async '/api/act'(world, body) {
    const action = actionSchema.parse(body);
    const issue = await world.act(() => perform(world, action));
    return json({ location: `${viewContext(world).base}/issues/${issue.number}` });
  },
  async '/api/clock'(world, body) {
    const { move } = clockSchema.parse(body);
    const due = await world.nextDueAt();
    await world.moveClock((now) => laterBy(move, now, due));
    return json({});
  },
  async '/api/preview'(world, body) {
    const { text } = previewSchema.parse(body);
    return json({ html: renderMarkdown(text, 'preview', viewContext(world).references).markup });
  },
  /** The Markdown of an issue or a comment, for the editor. */
  async '/api/source'(world, body) {
    const { issue, comment } = sourceSchema.parse(body);
    return json({ text: findSubject(world, findIssue(world, issue), comment).body ?? '' });
  },
};

/** Answers a POST. What GitHub refuses has its status and its words. */
export async function answerPost(world: SandboxWorld, path: string, text: string): Promise<Reply> {
  const handle = Object.hasOwn(requests, path) ? requests[path] : undefined;
  if (handle === undefined) return json({ message: 'There is nothing here' }, 404);
  try {
    return await handle(world, JSON.parse(text));
  } catch (error) {
    if (error instanceof GitHubError) return json({ message: error.message }, error.status);
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      return json({ message: 'The page and its server do not understand each other; load the page again' }, 400);
    }
    throw error;
  }
}

function laterBy(move: 'day' | 'week' | 'month' | 'due', now: Instant, due: Instant | undefined): Instant {
  if (move === 'due') return due ?? now;
  return parseWait(move, now) ?? now + dayMs;
}
