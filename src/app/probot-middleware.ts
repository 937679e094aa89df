import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { type ApplicationFunction, createNodeMiddleware, Probot, ProbotOctokit } from 'probot';

export interface ProbotOptions {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The one with which webhooks are signed when they get here. */
  readonly secret: string;
  /** Of the webhooks. */
  readonly path: string;
  /** Of the REST API. */
  readonly baseUrl: string;
  readonly log: Logger;
  /** Registers what hears the webhooks. */
  readonly listen: ApplicationFunction;
}

/** Probot: it verifies webhooks and hands them to what `listen` has registered, and answers when that is done. */
export async function createProbotMiddleware(
  options: ProbotOptions,
): Promise<(request: IncomingMessage, response: ServerResponse) => Promise<unknown>> {
  const { appId, privateKey, secret, path, baseUrl, log, listen } = options;
  const Octokit = ProbotOctokit.defaults({ authStrategy: oneForAll });
  const probot = new Probot({ appId, privateKey, secret, baseUrl, log, Octokit });
  const middleware = await createNodeMiddleware(listen, { probot, webhooksPath: path });
  return async (request, response) => middleware(request, response);
}

/**
 * Probot asks for a client of the installation with each event, and making one costs more than everything else it does.
 * All events get the same one, which sends nothing: what Rollcall asks of GitHub goes through its own clients.
 */
function oneForAll({ octokit }: { readonly octokit: unknown }) {
  const hook = (): Promise<never> =>
    Promise.reject(new Error('requests to GitHub go through adapters/github/clients.ts'));
  return Object.assign(async () => octokit, { hook });
}
