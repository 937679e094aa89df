/** The template's own sentence about rolling back, from where the people who watch have been named. */
const rollbackBoilerplate =
  /\bmonitor analytics\.? if they see a spike in errors or unexpected behaviou?r,? they will contact the engineering team to get the fe engineer to disable the toggle\W*$/;
const rollbackGuidance = /you'll need to create a rollback plan if things go wrong|be as specific as possible/;

/** Whether the plan says in its own words how to roll back, and not only in the template's. */
export function isOwnRollback(text: string): boolean {
  const plain = text.toLowerCase().replace(/\s+/g, ' ').trim();
  if (plain.length > 600) return true;
  if (rollbackGuidance.test(plain) && plain.length < 300) return false;
  return plain !== '' && !(rollbackBoilerplate.test(plain) && plain.length < 260);
}
