import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Handle } from './schema.ts';

/** Stands where a value will be when the statement runs. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A statement that is built and compiled the first time it runs: for those that run with every webhook, where that costs
 * more than running them. What `build` gets are placeholders, so it must pass each on as the value it stands for and look
 * at none. Runs on any connection or transaction of `db`.
 */
export function compileOnce<Values extends object, Row>(
  db: Handle,
  build: (db: Handle, values: Values) => Compilable<Row>,
): (on: Handle, values: Values) => Promise<QueryResult<Row>> {
  let compiled: CompiledQuery<Row> | undefined;
  return (on, values) => {
    compiled ??= build(db, placeholders<Values>()).compile();
    const given = new Map<string, unknown>(Object.entries(values));
    const parameters = compiled.parameters.map((value) =>
      value instanceof Placeholder ? given.get(value.name) : value,
    );
    return on.executeQuery({ ...compiled, parameters });
  };
}

function placeholders<Values extends object>(): Values {
  const proxy = new Proxy({}, { get: (_target, name) => new Placeholder(String(name)) });
  // Whatever is read from it is a placeholder, and `build` does not look at what it reads.
  return proxy as Values;
}
