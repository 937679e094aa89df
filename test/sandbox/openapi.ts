/** GitHub's OpenAPI description, and whether a value fits one of its schemas. */
import { readFileSync } from 'node:fs';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly $ref?: string;
}

interface Operation {
  readonly responses: Readonly<Record<string, Content>>;
  readonly requestBody?: Content;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly 'x-webhooks': Readonly<Record<string, { readonly post: Operation }>>;
}

let loaded: Description | undefined;

function description(): Description {
  if (loaded === undefined) {
    const entry = import.meta.resolve('@octokit/openapi');
    const file = new URL('generated/api.github.com.json', entry);
    // The file is GitHub's own description, of which this is the part that is read here.
    loaded = JSON.parse(readFileSync(file, 'utf8')) as Description;
  }
  return loaded;
}

/** Statuses that an operation may answer; undefined where there is no such operation. */
export function statusesOf(method: string, path: string): string[] | undefined {
  const operation = operationOf(method, path);
  return operation === undefined ? undefined : Object.keys(operation.responses);
}

/** What does not fit, as `place: what`; empty when all of it does. */
export function misfits(method: string, path: string, status: number, body: unknown): string[] {
  const response = operationOf(method, path)?.responses[String(status)];
  if (response === undefined) return [`${method} ${path} never answers ${status}`];
  const content = Object.values(resolve<Content>(response).content ?? {})[0];
  const found = content?.schema === undefined ? [] : check(content.schema, body, '');
  return found.filter((misfit) => !isMistaken(method, path, misfit));
}

/** The list of installations is described as if an account were a user and an enterprise at once; one alone is not. */
function isMistaken(method: string, path: string, misfit: string): boolean {
  return method === 'GET' && path === '/app/installations' && /^\[\d+\]\.account\.\w+: missing$/.test(misfit);
}

/** The same of a webhook's payload. */
export function webhookMisfits(event: string, action: string | undefined, payload: unknown): string[] {
  const name = [event, action]
    .filter((part) => part !== undefined)
    .join('-')
    .replaceAll('_', '-');
  const schema = description()['x-webhooks'][name]?.post.requestBody?.content?.['application/json']?.schema;
  return schema === undefined ? [`there is no webhook ${name}`] : check(schema, payload, '');
}

/** Paths differ in the names of their parameters. */
function operationOf(method: string, path: string): Operation | undefined {
  const shape = (one: string) => one.replace(/\{[^}]+\}/g, '{}');
  for (const [known, operations] of Object.entries(description().paths)) {
    const operation = operations[method.toLowerCase()];
    if (operation !== undefined && shape(known) === shape(path)) return operation;
  }
  return undefined;
}

function resolve<T extends { readonly $ref?: string }>(value: T): T {
  if (value.$ref === undefined) return value;
  let found: unknown = description();
  for (const key of value.$ref.slice(2).split('/')) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, key.replaceAll('~1', '/')) : undefined;
  }
  // A reference points at a value of the same kind.
  return resolve(found as T);
}

function check(reference: Schema, value: unknown, at: string): string[] {
  const schema = resolve(reference);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    const attempts = choices.map((choice) => check(choice, value, at));
    if (attempts.every((found) => found.length > 0) && !(value === null && schema.nullable)) {
      return attempts.reduce((best, found) => (found.length < best.length ? found : best));
    }
  }
  const nested = (schema.allOf ?? []).flatMap((part) => check(part, value, at));
  if (nested.length > 0) return nested;
  if (value === null) {
    const fits = schema.nullable === true || schema.enum?.includes(null) || schema.type === undefined;
    return fits ? [] : [`${at}: null`];
  }
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return [`${at}: ${JSON.stringify(value)} is none of ${schema.enum}`];
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value))) return [`${at}: ${typeof value} is no ${types}`];
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.flatMap((item, index) => check(items, item, `${at}[${index}]`));
  }
  return typeof value === 'object' ? checkObject(schema, { ...value }, at) : [];
}

function checkObject(schema: Schema, value: Readonly<Record<string, unknown>>, at: string): string[] {
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${at}.${name}: missing`);
  const wrong = Object.entries(schema.properties ?? {})
    .filter(([name]) => value[name] !== undefined)
    .flatMap(([name, property]) => check(property, value[name], `${at}.${name}`));
  return [...missing, ...wrong];
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
