import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { fieldKey, type Faults, type Values, WHOLE } from "./draft";
import { kindText, type Parameter } from "./schema";

/** What is wrong with a field, beside it and read out with it. */
export function faultLine(id: string, fault: string | undefined): TemplateResult {
  return html`<p class="problem" id=${`${id}-fault`}>${fault ?? nothing}</p>`;
}

/** The parameters of one extractor. For tests: `data-testid="parameter"` with `data-name`. */
export function parameterFields(values: Values, faults: Faults, changed: () => void): TemplateResult {
  return html`<fieldset class="parameter-set">
    <legend>${values.extractor}</legend>
    ${values.parameters.map((parameter, index) => {
      const id = `parameter-${values.extractor}-${index}`.replaceAll(/[^\w-]/g, "-");
      const fault = faults[fieldKey(values.extractor, parameter.name)];
      const set = (text: string): void => {
        values.set(parameter, text);
        changed();
      };
      return html`<div class="entry" data-testid="parameter" data-name=${parameter.name}>
        <label for=${id}>${parameter.title ?? parameter.name}${parameter.required ? html`<span class="muted"> required</span>` : nothing}</label>
        ${control(parameter, values.text(parameter), { id, invalid: fault !== undefined, set })}
        <p class="muted hint" id=${`${id}-hint`}>${hint(parameter)}</p>
        ${faultLine(id, fault)}
      </div>`;
    })}
  </fieldset>`;
}

function hint(parameter: Parameter): string {
  const kind = parameter.kind === "choice" || parameter === WHOLE ? "" : kindText(parameter);
  return [parameter.description ?? "", kind ? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}.` : ""].filter((part) => part).join(" ");
}

interface Wiring {
  id: string;
  invalid: boolean;
  set: (text: string) => void;
}

function control(parameter: Parameter, text: string, { id, invalid, set }: Wiring): TemplateResult {
  const told = `${id}-hint ${id}-fault`;
  const wrong = invalid ? "true" : nothing;
  const input = (event: Event): void => set((event.target as HTMLInputElement).value);
  switch (parameter.kind) {
    case "choice":
      return html`<select id=${id} aria-describedby=${told} aria-invalid=${wrong} @change=${input}>
        ${parameter.fallback === undefined ? html`<option value="-1" ?selected=${text === "" || text === "-1"}>(not given)</option>` : nothing}
        ${parameter.choices.map(
          (choice, index) =>
            html`<option value=${index} ?selected=${text === String(index)}>${typeof choice === "string" ? choice : JSON.stringify(choice)}</option>`,
        )}
      </select>`;
    case "boolean":
      return html`<select id=${id} aria-describedby=${told} aria-invalid=${wrong} @change=${input}>
        ${parameter.fallback === undefined ? html`<option value="" ?selected=${text === ""}>(not given)</option>` : nothing}
        <option value="true" ?selected=${text === "true"}>yes</option>
        <option value="false" ?selected=${text === "false"}>no</option>
      </select>`;
    case "json":
      return html`<textarea
        id=${id}
        rows="3"
        spellcheck="false"
        aria-describedby=${told}
        aria-invalid=${wrong}
        .value=${live(text)}
        @input=${input}
      ></textarea>`;
    case "text":
    case "number":
    case "integer":
      return html`<input
        id=${id}
        type="text"
        inputmode=${parameter.kind === "text" ? "text" : parameter.kind === "integer" ? "numeric" : "decimal"}
        autocomplete="off"
        aria-describedby=${told}
        aria-invalid=${wrong}
        aria-required=${parameter.required ? "true" : nothing}
        .value=${live(text)}
        @input=${input}
      />`;
  }
}
