import type { GitHubFacts } from '../../core/snapshot.ts';

/** Node ids of labels by name. GitHub takes names that differ only in case for the same. */
export class LabelIds {
  readonly #ids = new Map<string, string>();

  has(name: string): boolean {
    return this.#ids.has(labelKey(name));
  }

  get(name: string): string | undefined {
    return this.#ids.get(labelKey(name));
  }

  put(name: string, nodeId: string): void {
    this.#ids.set(labelKey(name), nodeId);
  }
}

export function labelKey(name: string): string {
  return name.toLowerCase();
}

/** The labels of the repository as far as they were read, and those of the issue. */
export function knownLabels(facts: GitHubFacts): LabelIds {
  const ids = new LabelIds();
  for (const label of [...facts.repository.labels, ...facts.issue.labels]) ids.put(label.name, label.nodeId);
  return ids;
}
