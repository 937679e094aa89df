/** What a team's templates may use up while one text is rendered. */
export interface Budget {
  /** Counts the call of a helper, and the text that it made. Throws `BudgetSpent`. */
  spendCall(length: number): void;
  /** Counts one round of a loop that has made this much text so far. Throws `BudgetSpent`. */
  checkRound(lengthSoFar: number): void;
}

class BudgetSpent extends Error {
  constructor(what: string) {
    super(`the template makes too much: ${what}`);
    this.name = 'BudgetSpent';
  }
}

/** GitHub takes 65,536 characters; the rest is for the marker and a note when a text was cut. */
export const longestText = 60_000;
const mostRounds = 5_000;
const mostCalls = 20_000;

export function createBudget(): Budget {
  let textLeft = 4 * longestText;
  let roundsLeft = mostRounds;
  let callsLeft = mostCalls;
  return {
    spendCall(length) {
      textLeft -= length;
      callsLeft -= 1;
      if (textLeft < 0 || callsLeft < 0) throw new BudgetSpent('text');
    },
    checkRound(lengthSoFar) {
      roundsLeft -= 1;
      if (roundsLeft < 0) throw new BudgetSpent('rounds of a loop');
      if (lengthSoFar > longestText) throw new BudgetSpent('text in a loop');
    },
  };
}
