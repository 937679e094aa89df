/** Whether two values are the same as JSON: the order of an object's fields does not matter, nor a field without a value. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const [fieldsOfA, fieldsOfB] = [valuedFields(a), valuedFields(b)];
  return (
    fieldsOfA.length === fieldsOfB.length &&
    fieldsOfA.every(([name, value]) => Object.hasOwn(b, name) && sameValue(value, b[name]))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function valuedFields(value: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}
