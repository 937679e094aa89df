import { readMetricName } from './metric-name.ts';
import { questionKey } from './question-key.ts';
import { resultQuestionKey } from './result-question-key.ts';

/** A question that can be answered. */
export interface Question {
  /** What its answer is kept under. */
  readonly key: string;
  /** Its words, or its key where the words are a template's. */
  readonly question: string;
  /** What its answer belongs to: a stage's id, `1-week`, `1-month`, `readiness` or `post-launch`. */
  readonly slot: string;
}

export interface MatchedAnswer {
  readonly question: Question;
  readonly text: string;
}

/**
 * Divides `question: text`. Both may have colons, and a question mark may stand for the first one: the longest
 * beginning whose words are all a question's wins; else the shortest one that tells which question is meant. Questions
 * come in groups, the first of which counts that has one.
 */
export function matchQuestion(text: string, groups: readonly (readonly Question[])[]): MatchedAnswer | undefined {
  const beginnings = divisions(text);
  const ways = [
    { beginnings: beginnings.toReversed(), match: matchWords },
    { beginnings, match: matchLoosely },
  ];
  for (const way of ways) {
    for (const { asked, answer } of way.beginnings) {
      for (const group of groups) {
        const question = way.match(asked, group);
        if (question !== undefined) return { question, text: answer };
      }
    }
  }
  return undefined;
}

interface Division {
  readonly asked: string;
  readonly answer: string;
}

const maxDivisions = 20;
const longestQuestion = 500;

function divisions(text: string): readonly Division[] {
  const places = [...text.slice(0, longestQuestion).matchAll(/[:?]/g)].slice(0, maxDivisions);
  const found = places.map(({ index }) => ({
    asked: text.slice(0, index),
    answer: text.slice(index).replace(/[:?\s]+/, ''),
  }));
  return found.length > 0 ? found : [{ asked: text, answer: '' }];
}

/** By its words or some of them in order, its key, or the number of a post-launch question. */
function matchWords(asked: string, group: readonly Question[]): Question | undefined {
  const key = questionKey(asked);
  const same = group.find((one) => questionKey(one.key) === key || questionKey(one.question) === key);
  if (same !== undefined) return same;
  const number = /^(?:(?:question|no|nr|q) ?)?(\d{1,2})$/.exec(key)?.[1];
  if (number !== undefined) return group.filter(({ slot }) => slot === 'post-launch')[Number(number) - 1];
  const words = wordsOf(asked);
  const isTelling = words.length >= 2 || (words[0]?.length ?? 0) >= 5;
  return isTelling ? onlyOne(group.filter((one) => hasInOrder(wordsOf(one.question), words))) : undefined;
}

/** The telling words of a results question, or most of a question's words in any order. */
function matchLoosely(asked: string, group: readonly Question[]): Question | undefined {
  const key = resultQuestionKey(asked);
  const result = group.find((one) => one.key === key);
  if (result !== undefined) return result;
  const words = [...new Set(wordsOf(asked))].filter((word) => !asking.has(word));
  const close = group.filter((one) => {
    const own = new Set(wordsOf(one.question));
    return words.filter((word) => own.has(word)).length >= Math.max(2, words.length * 0.6);
  });
  return onlyOne(close);
}

const asking = new Set([
  'what',
  'which',
  'how',
  'is',
  'are',
  'do',
  'doe',
  'did',
  'was',
  'were',
  'have',
  'has',
  'any',
  'you',
  'your',
  'we',
  'it',
]);

function wordsOf(text: string): readonly string[] {
  return readMetricName(text).words;
}

function onlyOne<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function hasInOrder(words: readonly string[], part: readonly string[]): boolean {
  let at = 0;
  for (const word of words) if (word === part[at]) at += 1;
  return at === part.length;
}
