/** Finds the fields that a template asks for and that no sample has: most are misspelled, and come out as nothing. */
export interface FieldWatch {
  /** The model as it is; what is asked of it is noted. */
  watch(model: unknown): unknown;
  /** Fields that were asked for where no model had them, with those that are there. */
  unknown(): readonly UnknownField[];
}

export interface UnknownField {
  readonly name: string;
  readonly known: readonly string[];
}

interface Place {
  readonly asked: Set<string>;
  readonly known: Set<string>;
}

/** Asked by the language itself when a value is turned into text or compared. */
const ofTheLanguage: ReadonlySet<string> = new Set(['valueOf', 'toString', 'toJSON', 'then', 'constructor']);

export function createFieldWatch(): FieldWatch {
  /** By the way that leads there; all items of a list are one place. */
  const places = new Map<string, Place>();

  function placeOf(path: string): Place {
    const known = places.get(path);
    if (known !== undefined) return known;
    const place = { asked: new Set<string>(), known: new Set<string>() };
    places.set(path, place);
    return place;
  }

  function watch(value: unknown, path: string): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => watch(item, `${path}.*`));
    const place = placeOf(path);
    for (const key of Object.keys(value)) place.known.add(key);
    return new Proxy(value, {
      get(target, key, receiver) {
        if (typeof key === 'symbol') return Reflect.get(target, key, receiver);
        place.asked.add(key);
        return watch(Reflect.get(target, key, receiver), `${path}.${key}`);
      },
    });
  }

  return {
    watch: (model) => watch(model, ''),
    unknown: () =>
      [...places.values()].flatMap(({ asked, known }) =>
        [...asked]
          .filter((name) => !known.has(name) && !ofTheLanguage.has(name))
          .map((name) => ({ name, known: [...known] })),
      ),
  };
}
