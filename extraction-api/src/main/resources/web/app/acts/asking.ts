import type { PropertyDeclarations, TemplateResult } from "lit";
import { Plain } from "../parts/plain";
import { failureText } from "./failure";

type Told = TemplateResult | string;

/**
 * Does one thing at a time, and tells what came of it in its `.told`. What has to be asked first is
 * asked in its `dialog.confirm`.
 */
export abstract class Asking extends Plain {
  static override properties: PropertyDeclarations = {
    told: { state: true },
    busy: { state: true },
  };
  declare told: Told;
  declare busy: boolean;

  constructor() {
    super();
    this.told = "";
    this.busy = false;
  }

  /** What the action answers is told; nothing where it tells of it itself, or asks. */
  protected async trying(action: () => Promise<Told | void>): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.told = "";
    try {
      this.told = (await action()) ?? this.told;
    } catch (failure) {
      this.told = failureText(failure);
    }
    this.busy = false;
    await this.keepFocus();
  }

  /** What was pressed may be gone now: then what came of it has the focus. */
  private async keepFocus(): Promise<void> {
    await this.updateComplete;
    await new Promise((done) => setTimeout(done, 0));
    if (document.activeElement === document.body) {
      this.querySelector<HTMLElement>(".told")?.focus();
    }
  }

  protected async ask(): Promise<void> {
    await this.updateComplete;
    this.dialog?.showModal();
  }

  protected readonly leave = (): void => this.dialog?.close();

  private get dialog(): HTMLDialogElement | null {
    return this.querySelector<HTMLDialogElement>("dialog.confirm");
  }
}
