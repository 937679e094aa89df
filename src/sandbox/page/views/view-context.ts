import { fullName } from '../../github/platform.ts';
import { grantSeenByGraphql } from '../../github/state/roles.ts';
import type { Account, Issue, Role } from '../../github/state/world.ts';
import type { References } from '../markdown/link-references.ts';
import type { SandboxWorld } from '../start-world.ts';

/** What the views draw from. */
export interface ViewContext {
  readonly world: SandboxWorld;
  readonly references: References;
  /** `/owner/name`. */
  readonly base: string;
}

export function viewContext(world: SandboxWorld): ViewContext {
  const base = `/${fullName(world.repository)}`;
  const { platform } = world.github;
  return {
    world,
    base,
    references: {
      repositoryPath: base,
      webUrl: platform.urls.web,
      hasAccount: (login) => platform.world.accounts.has(login.toLowerCase()),
      titleOf: (number) => world.repository.issues.get(number)?.title,
    },
  };
}

export function issuePath(context: ViewContext, issue: Issue): string {
  return `${context.base}/issues/${issue.number}`;
}

/** What somebody was given in the repository, which is none for those who can only read because it is public. */
export function roleOf({ world }: ViewContext, account: Account): Role {
  return grantSeenByGraphql(world.github.platform.world, world.repository, account) ?? 'none';
}

/** Everybody whom one can be on the page: people, then bots; not the app itself. */
export function peopleOf({ world }: ViewContext): readonly Account[] {
  const accounts = [...world.github.platform.world.accounts.values()].filter((one) => one !== world.bot);
  return [...accounts.filter((one) => one.kind === 'User'), ...accounts.filter((one) => one.kind === 'Bot')];
}
