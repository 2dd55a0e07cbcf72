import type { Sheet } from "./log-book";

/** A line that is not folded open or broken is so high. */
const LINE = 20;
/** So much is drawn above and below what is in sight, so that scrolling shows no blank. */
const MARGIN = 800;

/** Which sheets are drawn, and how much room those above and below take. */
export interface Sight {
  above: number;
  from: number;
  to: number;
  below: number;
}

/** How high each sheet is: as it was measured, or guessed until it has been in sight. */
export class Heights {
  private readonly measured = new Map<number, number>();

  of(sheet: Sheet): number {
    return this.measured.get(sheet.key) ?? sheet.events.length * LINE;
  }

  /** Keeps a measurement; answers by how much it differs from what was assumed. */
  measure(sheet: Sheet, height: number): number {
    const difference = height - this.of(sheet);
    this.measured.set(sheet.key, height);
    return difference;
  }

  top(sheets: readonly Sheet[], index: number): number {
    return sheets.slice(0, index).reduce((sum, sheet) => sum + this.of(sheet), 0);
  }

  total(sheets: readonly Sheet[]): number {
    return this.top(sheets, sheets.length);
  }

  /** What is in sight of a window on them. */
  sight(sheets: readonly Sheet[], scrollTop: number, height: number): Sight {
    let from = sheets.length;
    let to = 0;
    let above = 0;
    let top = 0;
    sheets.forEach((sheet, index) => {
      const bottom = top + this.of(sheet);
      if (bottom > scrollTop - MARGIN && top < scrollTop + height + MARGIN) {
        if (from === sheets.length) {
          from = index;
          above = top;
        }
        to = index + 1;
      }
      top = bottom;
    });
    const shown = sheets.slice(from, to).reduce((sum, sheet) => sum + this.of(sheet), 0);
    return { above, from, to, below: Math.max(0, top - above - shown) };
  }
}
