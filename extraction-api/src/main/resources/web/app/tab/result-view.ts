import type { TemplateResult } from "lit";
import type { Result } from "../api/types";
import { jsonView } from "../parts/json-view";

type View = (content: unknown) => TemplateResult;

/** How each kind of result is shown that is folded; what is looked at is in {@link resultParts}. */
const VIEWS: Record<string, View> = { metadata: jsonView };

/** A result as its kind asks for, or as what it is: JSON. */
export const resultView = ({ kind, content }: Result): TemplateResult => (VIEWS[kind] ?? jsonView)(content);
