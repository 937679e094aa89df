import type { ViewCall } from './view-models.ts';

/**
 * Something that should be true afterwards, safe to ensure twice. The tracking issue is meant where no `issue` is
 * named. Texts are views, rendered when the effect is applied, because a view may name an issue that an earlier effect
 * of the same decision creates.
 */
export type Effect =
  /** The repository has these labels. */
  | { readonly kind: 'ensure-labels'; readonly labels: readonly LabelSpec[] }
  /** Of the labels that begin with `prefix` the issue has `label` and no other; undefined: none at all. */
  | { readonly kind: 'ensure-stage-label'; readonly prefix: string; readonly label: string | undefined }
  /** The issue has the label. */
  | { readonly kind: 'ensure-label'; readonly label: string }
  /** A sub-issue for the stage exists. */
  | {
      readonly kind: 'ensure-checklist-issue';
      readonly stage: string;
      readonly title: string;
      readonly labels: readonly string[];
      readonly body: ViewCall;
    }
  /** The comment in this slot says this. With `create: false` nothing happens where it does not exist yet. */
  | { readonly kind: 'upsert-comment'; readonly slot: string; readonly create: boolean; readonly body: ViewCall }
  /** A new comment, once. `issue` is the node id of the issue it answers on. */
  | { readonly kind: 'post-once'; readonly issue: string | undefined; readonly body: ViewCall }
  /** `subject` is the node id of a comment or issue. */
  | { readonly kind: 'react'; readonly subject: string; readonly content: Reaction }
  | { readonly kind: 'set-title'; readonly title: string }
  | { readonly kind: 'close-issue'; readonly reason: 'completed' | 'not-planned' };

/** EYES is taken off again when another reaction of ours follows on the same subject. */
export type Reaction = 'EYES' | 'ROCKET' | 'THUMBS_UP' | 'CONFUSED';

export interface LabelSpec {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string;
}
