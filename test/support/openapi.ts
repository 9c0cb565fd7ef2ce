/* What the suite needs of OpenAPI 3.1: the JSON Schema keywords that the service's document uses, and no others. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  allOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  example?: unknown;
  examples?: unknown[];
  default?: unknown;
  [annotation: string]: unknown;
}

export interface Content {
  schema: Schema;
}

export interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[];
  requestBody?: { required?: boolean; content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
}

export interface Document {
  openapi: string;
  info: { description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const KEYWORDS = new Set([
  ...['$ref', 'type', 'enum', 'anyOf', 'allOf', 'oneOf', 'properties', 'required', 'additionalProperties'],
  ...['items', 'format', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength'],
  ...['example', 'examples', 'default', 'description'],
]);

/** Every operation of a document with its method and path. */
export function operationsOf({ paths }: Document): { method: string; path: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** Every schema inside of a value of the document, with where it stands. */
export function schemasOf(value: unknown, at = ''): { at: string; schema: Schema }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, item]) => schemasOf(item, `${at}/${key}`));
  const here = /\/(schema|items|schemas\/\w+|properties\/\w+|(anyOf|allOf|oneOf)\/\d+)$/.test(at);
  return here && !Array.isArray(value) ? [{ at, schema: value as Schema }, ...inside] : inside;
}

/** What about a value its schema does not allow, the members it does not name included; empty when all is well. */
export function mismatches(document: Document, schema: Schema, value: unknown, at = '$'): string[] {
  const unknown = Object.keys(schema).filter((keyword) => !KEYWORDS.has(keyword));
  if (unknown.length > 0) return [`${at}: the test does not know ${unknown.join(', ')}`];
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const target = document.components.schemas[name];
    return target ? mismatches(document, target, value, at) : [`${at}: there is no ${schema.$ref}`];
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const failures = choices.map((choice) => mismatches(document, choice, value, at));
    return failures.some(({ length }) => length === 0) ? [] : failures.flat();
  }
  return [
    ...(schema.allOf ?? []).flatMap((part) => mismatches(document, part, value, at)),
    ...typeMismatches(schema, value, at),
    ...inner(document, schema, value, at),
  ];
}

function typeMismatches(schema: Schema, value: unknown, at: string): string[] {
  const types = [schema.type ?? []].flat();
  const wrong = (what: string): string[] => [`${at}: ${JSON.stringify(value)} is not ${what}`];
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) return wrong(types.join(' or '));
  if (schema.enum && !schema.enum.includes(value)) return wrong(`one of ${JSON.stringify(schema.enum)}`);
  if (typeof value === 'number') {
    if (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity))
      return wrong(`between ${schema.minimum} and ${schema.maximum}`);
  }
  if (typeof value === 'string') {
    if (value.length < (schema.minLength ?? 0) || value.length > (schema.maxLength ?? Infinity))
      return wrong(`of ${schema.minLength} to ${schema.maxLength} characters`);
    if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value))
      return wrong(`like ${schema.pattern}`);
    if (schema.format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value))
      return wrong('a time');
    if (schema.format === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) return wrong('a date');
  }
  return [];
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

function inner(document: Document, schema: Schema, value: unknown, at: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => mismatches(document, schema.items ?? {}, item, `${at}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const { properties = {}, required = [], additionalProperties = schema.type !== 'object' } = schema;
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, item]) => {
    const property = properties[name] ?? (additionalProperties === false ? undefined : additionalProperties);
    if (property === undefined) return [`${at}.${name} is not in the document`];
    return property === true ? [] : mismatches(document, property, item, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}
