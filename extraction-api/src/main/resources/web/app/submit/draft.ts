import type { Fault } from "../api/client";
import { type Parameter, read, typed } from "./schema";
import type { Uploaded } from "./upload";

/** A file that was chosen, and how far it is. */
export interface Item {
  file: File;
  share: number;
  uploaded?: Uploaded;
  fault?: string;
}

/** What became of one job that was asked for. */
export interface Outcome {
  label: string;
  resource: { type: string; id: string };
  extractor: string;
  job?: { id: string };
  fault?: string;
}

/** What is wrong with which field, in a sentence each. */
export type Faults = Record<string, string>;

/** The whole parameters as one text, of an extractor that describes none. */
export const WHOLE: Parameter = {
  name: "",
  title: "Parameters",
  description: "This extractor describes no parameters; what it understands is written as one JSON object.",
  kind: "json",
  required: false,
  choices: [],
};

export const fieldKey = (extractor: string, parameter: string): string => `parameter ${extractor} ${parameter}`;

/** What was typed for the parameters of one extractor; fields that nobody touched hold their defaults. */
export class Values {
  private readonly texts = new Map<string, string>();

  constructor(
    readonly extractor: string,
    readonly parameters: readonly Parameter[],
  ) {}

  text(parameter: Parameter): string {
    return this.texts.get(parameter.name) ?? typed(parameter);
  }

  set(parameter: Parameter, text: string): void {
    this.texts.set(parameter.name, text);
  }

  /** What to send, and what cannot be sent. */
  read(): { parameters: Record<string, unknown>; faults: Faults } {
    const parameters: Record<string, unknown> = {};
    const faults: Faults = {};
    for (const parameter of this.parameters) {
      const { value, fault } = read(parameter, this.text(parameter));
      const key = fieldKey(this.extractor, parameter.name);
      if (fault) {
        faults[key] = fault;
      } else if (parameter !== WHOLE && value !== undefined) {
        parameters[parameter.name] = value;
      } else if (parameter === WHOLE && value !== undefined) {
        if (value === null || typeof value !== "object" || Array.isArray(value)) {
          faults[key] = 'A JSON object is expected, such as {"width": 3}.';
        } else {
          Object.assign(parameters, value);
        }
      }
    }
    return { parameters, faults };
  }
}

/** Which field of the form a fault of the server's belongs to; empty where it belongs to none. */
export function fieldOf({ pointer, parameter }: Fault, extractor: string): string {
  const [, first, second] = (pointer ?? "").split("/");
  switch (first) {
    case "resource":
      return "resource";
    case "extractor":
      return "extractors";
    case "parameters":
      return second === undefined ? "" : fieldKey(extractor, second.replaceAll("~1", "/").replaceAll("~0", "~"));
    case "dataset":
      return "dataset";
    case "url":
    case "name":
    case "mimeType":
      return first;
    case "key":
      return second === "header" ? "header" : "key";
    default:
      return parameter === "dataset" ? "dataset" : "";
  }
}
