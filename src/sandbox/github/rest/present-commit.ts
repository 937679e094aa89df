import { createHash } from 'node:crypto';
import { fullName, iso, type Platform } from '../platform.ts';
import type { Commit, Repository } from '../state/world.ts';

interface ChangedPaths {
  readonly added?: readonly string[];
  readonly modified?: readonly string[];
  readonly removed?: readonly string[];
}

/** A commit as `push` carries it. */
export function presentCommit(platform: Platform, repository: Repository, commit: Commit, changed: ChangedPaths) {
  const person = {
    name: commit.author.login,
    email: `${commit.author.id}+${commit.author.login}@users.noreply.github.com`,
    username: commit.author.login,
  };
  return {
    id: commit.sha,
    tree_id: createHash('sha1').update(`tree ${commit.sha}`).digest('hex'),
    distinct: true,
    message: commit.message,
    timestamp: iso(commit.at),
    url: `${platform.urls.web}/${fullName(repository)}/commit/${commit.sha}`,
    author: person,
    committer: person,
    added: changed.added ?? [],
    modified: changed.modified ?? [],
    removed: changed.removed ?? [],
  };
}
