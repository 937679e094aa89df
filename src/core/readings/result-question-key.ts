/** Longer texts are no labels of a field, whatever words they have. */
const longest = 240;

const questions: readonly (readonly [key: string, words: readonly RegExp[]])[] = [
  ['ux-changes-what', [/^\W*(?:if (?:yes|so)|what (?:ux )?changes\W*$)|^ux-changes-what$/]],
  ['data-easy', [/\beas(?:y|ily)\b/, /\b(?:process(?:ed)?|handle|data)\b|^data-easy$/]],
  ['processing-issues', [/\b(?:issues?|problems?|trouble)\b/, /\b(?:handling|processing|process)\b/]],
  ['errors-logged', [/\b(?:errors?|exceptions?)\b/, /\b(?:log|logs|logged|types?|kinds?)\b/]],
  ['ux-changes', [/\bchanges?\b/, /\bux\b|\bnecessar|\bfeedback\b|\bneeded\b/]],
];

/**
 * The question of a results block that a label asks, by its words: see `stageQuestions` and `launchQuestions`. Teams
 * reword the template, so the telling words are enough.
 */
export function resultQuestionKey(label: string): string | undefined {
  if (label.length > longest) return undefined;
  const plain = label.toLowerCase();
  return questions.find(([, words]) => words.every((pattern) => pattern.test(plain)))?.[0];
}
