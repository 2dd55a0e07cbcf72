/**
 * Which rows are open. A row that nobody has touched keeps what it was at first sight, so that none
 * closes under the reader's eyes when its job ends; what the reader chose survives a reload.
 */
export class Folds {
  private readonly open = new Map<string, boolean>();
  private readonly chosen: Record<string, boolean>;
  private readonly storageKey: string;

  constructor(
    scope: string,
    private readonly changed: () => void,
  ) {
    this.storageKey = `folds:${scope}`;
    this.chosen = this.load();
  }

  isOpen(key: string, atFirstSight: boolean): boolean {
    const known = this.open.get(key);
    if (known !== undefined) {
      return known;
    }
    const open = this.chosen[key] ?? atFirstSight;
    this.open.set(key, open);
    return open;
  }

  toggle(key: string): void {
    this.set(key, !this.open.get(key));
  }

  set(key: string, open: boolean): void {
    this.open.set(key, open);
    this.chosen[key] = open;
    try {
      sessionStorage.setItem(this.storageKey, JSON.stringify(this.chosen));
    } catch {
      // No room, or no storage: the choice holds until the page is left.
    }
    this.changed();
  }

  private load(): Record<string, boolean> {
    try {
      return JSON.parse(sessionStorage.getItem(this.storageKey) ?? "{}") as Record<string, boolean>;
    } catch {
      return {};
    }
  }
}
