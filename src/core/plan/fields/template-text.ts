/** The template's own sentence about rolling back, from where the people who watch have been named. */
const rollbackBoilerplate =
  /\bmonitor analytics\.? if they see a spike in errors or unexpected behaviou?r,? they will contact the engineering team to get the fe engineer to disable the toggle\W*$/;
const rollbackGuidance =
  /even though your feature has been tested\b.{0,200}|you'll need to create a rollback plan\b.{0,80}if things go wrong\.?|usually, this is as simple as\b.{0,60}|be as specific as possible\.?/g;

/** Whether the plan says in its own words how to roll back, and not only in the template's. */
export function isOwnRollback(text: string): boolean {
  const plain = text
    .toLowerCase()
    .slice(0, 2_000)
    .split(/(?<=\.)\s+/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').replace(rollbackGuidance, ''))
    .join(' ')
    .trim();
  if (plain.length > 600) return true;
  return plain !== '' && !(rollbackBoilerplate.test(plain) && plain.length < 260);
}
