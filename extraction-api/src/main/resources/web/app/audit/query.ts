import { html, type TemplateResult } from "lit";
import { choice, filterForm, textField } from "../list/filters";
import { addressOf, given, isGiven, readNarrowing, type Narrowing } from "../list/query";
import { ACTIONS } from "./words";

const NAMES = ["by", "action", "target"] as const;

/** What the list is narrowed to; it lives in the address. */
export type AuditQuery = Narrowing<(typeof NAMES)[number]>;

export const readAuditQuery = (search: string): AuditQuery => readNarrowing(search, NAMES);

export const auditAddress = (query: AuditQuery): string => addressOf("/ui/audit", given(query, NAMES));

export const auditPath = (query: AuditQuery): string => addressOf("/v1/audit", given(query, NAMES));

/** For tests: `data-testid="audit-by"`, `"audit-action"`, `"audit-target"`. */
export function auditFilters(query: AuditQuery, narrow: (change: Partial<AuditQuery>) => void): TemplateResult {
  const by = { testid: "audit-by", label: "Who did it, by id", hint: "who, by id", value: query.by };
  const target = { testid: "audit-target", label: "To what, such as job/ID", hint: "to what: job/ID", value: query.target, first: false };
  return filterForm(
    "Narrow the audit",
    html`${textField(by, (text) => narrow({ by: text }))}
    ${choice({ testid: "audit-action", label: "What was done", value: query.action }, [["", "anything"], ...Object.entries(ACTIONS)], (action) => narrow({ action }))}
    ${textField(target, (text) => narrow({ target: text }))}`,
    isGiven(query, NAMES) ? () => narrow({ by: "", action: "", target: "" }) : undefined,
  );
}
