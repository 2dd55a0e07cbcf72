import type { Sheet } from "./log-book";
import { Heights, type Sight } from "./sheets";

/** How somebody scrolled: whether upwards, and how much is above and below. */
export interface Scrolled {
  up: boolean;
  above: number;
  left: number;
}

/** The window on a log: which sheets are in it, and what is read in it stays where it is while others come. */
export class LogWindow {
  private heights = new Heights();
  /** Where it was moved to, so that what somebody scrolls is told from it; infinite where the end is wanted. */
  private scrolledTo = 0;
  private sight: Sight | undefined;

  constructor(private readonly root: ParentNode) {}

  private get box(): HTMLElement | null {
    return this.root.querySelector(".log-box");
  }

  /** There are other lines now. */
  renew(): void {
    this.heights = new Heights();
  }

  toEnd(): void {
    this.scrolledTo = Infinity;
  }

  toTop(): void {
    this.scrolledTo = 0;
  }

  /** What is to be drawn. */
  look(sheets: readonly Sheet[]): Sight {
    const { box } = this;
    const top = this.scrolledTo === Infinity ? this.heights.total(sheets) : (box?.scrollTop ?? 0);
    this.sight = this.heights.sight(sheets, top, box?.clientHeight ?? 600);
    return this.sight;
  }

  /** Nothing where it was not somebody who scrolled. */
  scrolled(): Scrolled | undefined {
    const { box } = this;
    if (!box || box.scrollTop === this.scrolledTo) {
      return undefined;
    }
    const up = box.scrollTop < this.scrolledTo;
    this.scrolledTo = box.scrollTop;
    return { up, above: box.scrollTop, left: box.scrollHeight - box.clientHeight - box.scrollTop };
  }

  /** Measures what was drawn, and sets the window on it; answers whether it is to be drawn once more. */
  settle(sheets: readonly Sheet[], atEnd: boolean): boolean {
    const { box } = this;
    if (!box) {
      return false;
    }
    this.makeRoom(box);
    let moved = 0;
    let changed = false;
    for (const drawn of box.querySelectorAll<HTMLElement>(".log-sheet")) {
      const index = sheets.findIndex((sheet) => String(sheet.key) === drawn.dataset.key);
      const sheet = sheets[index];
      if (!sheet) {
        continue;
      }
      const above = this.heights.top(sheets, index) + this.heights.of(sheet) <= box.scrollTop;
      const difference = this.heights.measure(sheet, drawn.getBoundingClientRect().height);
      changed ||= Math.abs(difference) > 0.5;
      moved += above ? difference : 0;
    }
    if (atEnd || this.scrolledTo === Infinity) {
      this.moveTo(box, box.scrollHeight);
    } else if (moved !== 0) {
      this.moveTo(box, box.scrollTop + moved);
    }
    return changed;
  }

  /** After lines came before what is read: once they are drawn, it is where it was. */
  async stay(sheets: readonly Sheet[], first: Sheet, drawn: () => Promise<unknown>): Promise<void> {
    const index = sheets.findIndex((sheet) => sheet.key === first.key);
    const added = this.heights.top(sheets, index);
    await drawn();
    const { box } = this;
    if (box) {
      this.moveTo(box, box.scrollTop + added);
    }
  }

  /** Brings an event into sight: first its sheet, and when that is drawn the line itself. */
  async show(sheets: readonly Sheet[], id: string, drawn: () => Promise<unknown>): Promise<void> {
    const index = sheets.findIndex((sheet) => sheet.events.some((event) => event.id === id));
    const { box } = this;
    if (index < 0 || !box) {
      return;
    }
    box.scrollTop = this.heights.top(sheets, index);
    await drawn();
    const line = [...box.querySelectorAll<HTMLElement>(".log-line")].find((each) => each.dataset.id === id);
    line?.scrollIntoView({ block: "center" });
  }

  private moveTo(box: HTMLElement, top: number): void {
    box.scrollTop = top;
    this.scrolledTo = box.scrollTop;
  }

  /** Set on the elements: a style in the markup is refused by the board's content policy. */
  private makeRoom(box: HTMLElement): void {
    for (const [side, height] of [["above", this.sight?.above], ["below", this.sight?.below]] as const) {
      const room = box.querySelector<HTMLElement>(`.log-${side}`);
      if (room) {
        room.style.height = `${height ?? 0}px`;
      }
    }
  }
}
