/** How a parameter is asked for; whatever is of no simple type is written as JSON. */
export type Kind = "text" | "number" | "integer" | "boolean" | "choice" | "json";

/** One parameter of an extractor, as far as a form can ask for it. */
export interface Parameter {
  name: string;
  title?: string;
  description?: string;
  kind: Kind;
  required: boolean;
  fallback?: unknown;
  choices: readonly unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}

/** What was typed, made into a value; or why it cannot be. Neither where nothing was given. */
export interface Reading {
  value?: unknown;
  fault?: string;
}

type Json = Record<string, unknown>;

/**
 * The parameters that an extractor describes: by a JSON Schema, or as Clowder has it, by one under
 * `schema`, whose top may also be the parameters themselves.
 */
export function parametersOf(described: unknown): Parameter[] {
  const top = object(described);
  const schema = object(top["schema"] ?? top);
  const properties = object(schema["properties"] ?? (top["schema"] ? schema : undefined));
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(properties)
    .filter(([, rule]) => isObject(rule))
    .map(([name, rule]) => parameter(name, object(rule), required.includes(name)));
}

function parameter(name: string, rule: Json, required: boolean): Parameter {
  const found: Parameter = {
    name,
    kind: kindOf(rule),
    required: required || rule["required"] === true,
    choices: Array.isArray(rule["enum"]) ? rule["enum"] : [],
  };
  const texts = { title: rule["title"], description: rule["description"], pattern: rule["pattern"] };
  const numbers = {
    minimum: rule["minimum"],
    maximum: rule["maximum"],
    minLength: rule["minLength"],
    maxLength: rule["maxLength"],
  };
  return Object.assign(
    found,
    Object.fromEntries(Object.entries(texts).filter(([, text]) => typeof text === "string" && text !== "")),
    Object.fromEntries(Object.entries(numbers).filter(([, number]) => typeof number === "number")),
    "default" in rule ? { fallback: rule["default"] } : {},
  );
}

function kindOf(rule: Json): Kind {
  if (Array.isArray(rule["enum"]) && rule["enum"].length > 0) {
    return "choice";
  }
  switch (rule["type"]) {
    case "string":
      return "text";
    case "number":
    case "integer":
    case "boolean":
      return rule["type"];
    default:
      return "json";
  }
}

/** How a value is written into its field. */
export function typed(parameter: Parameter): string {
  const value = parameter.fallback;
  if (value === undefined) {
    return "";
  }
  if (parameter.kind === "choice") {
    return String(parameter.choices.findIndex((choice) => JSON.stringify(choice) === JSON.stringify(value)));
  }
  return typeof value === "string" && parameter.kind === "text" ? value : JSON.stringify(value, null, 2);
}

/** Makes a value of what was typed; of a choice, that is its place in the list. */
export function read(parameter: Parameter, text: string): Reading {
  if (text.trim() === "" || (parameter.kind === "choice" && text === "-1")) {
    return parameter.required ? { fault: "It has to be given." } : {};
  }
  switch (parameter.kind) {
    case "text":
      return textOf(parameter, text);
    case "number":
    case "integer":
      return numberOf(parameter, text.trim());
    case "boolean":
      return { value: text === "true" };
    case "choice":
      return { value: parameter.choices[Number(text)] };
    case "json":
      return jsonOf(text);
  }
}

function textOf({ minLength, maxLength, pattern }: Parameter, text: string): Reading {
  if (minLength !== undefined && text.length < minLength) {
    return { fault: `At least ${minLength} characters are expected.` };
  }
  if (maxLength !== undefined && text.length > maxLength) {
    return { fault: `At most ${maxLength} characters are expected.` };
  }
  if (pattern !== undefined && !fits(pattern, text)) {
    return { fault: `A text that fits ${pattern} is expected.` };
  }
  return { value: text };
}

function numberOf({ kind, minimum, maximum }: Parameter, text: string): Reading {
  const value = Number(text);
  if (!Number.isFinite(value)) {
    return { fault: "A number is expected." };
  }
  if (kind === "integer" && !Number.isInteger(value)) {
    return { fault: "A whole number is expected." };
  }
  if (minimum !== undefined && value < minimum) {
    return { fault: `At least ${minimum} is expected.` };
  }
  if (maximum !== undefined && value > maximum) {
    return { fault: `At most ${maximum} is expected.` };
  }
  return { value };
}

function jsonOf(text: string): Reading {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { fault: 'JSON is expected, such as ["a", "b"] or {"width": 3}; a text stands in quotes.' };
  }
}

/** An extractor's own pattern may be none that a browser knows: then it is the extractor's to judge. */
function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

/** "a whole number, 1 to 12"; "one of 3 choices". */
export function kindText(parameter: Parameter): string {
  const { minimum, maximum } = parameter;
  const range =
    minimum !== undefined && maximum !== undefined
      ? `, ${minimum} to ${maximum}`
      : minimum !== undefined
        ? `, at least ${minimum}`
        : maximum !== undefined
          ? `, at most ${maximum}`
          : "";
  switch (parameter.kind) {
    case "text":
      return "a text";
    case "number":
      return `a number${range}`;
    case "integer":
      return `a whole number${range}`;
    case "boolean":
      return "yes or no";
    case "choice":
      return `one of ${parameter.choices.map((choice) => (typeof choice === "string" ? choice : JSON.stringify(choice))).join(", ")}`;
    case "json":
      return "JSON";
  }
}

function isObject(value: unknown): value is Json {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}
