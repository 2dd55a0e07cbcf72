/**
 * Gathers what comes in a burst and hands it over once for each frame that the browser draws: a page
 * that is told of fifty changes a second is drawn no more often than it can be looked at.
 */
export function perFrame<T>(apply: (items: T[]) => void): (item: T) => void {
  let items: T[] = [];
  let asked = false;
  const flush = (): void => {
    const gathered = items;
    items = [];
    asked = false;
    apply(gathered);
  };
  return (item) => {
    items.push(item);
    if (!asked) {
      asked = true;
      // No frame is drawn while nobody looks.
      document.hidden ? setTimeout(flush, 250) : requestAnimationFrame(flush);
    }
  };
}

/** Calls at once, and then at most once in so many milliseconds while it goes on being asked to. */
export function atMostEvery(millis: number, call: () => void): () => void {
  let next = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (timer !== undefined) {
      return;
    }
    const run = (): void => {
      timer = undefined;
      next = Date.now() + millis;
      call();
    };
    const wait = next - Date.now();
    if (wait <= 0) {
      run();
    } else {
      timer = setTimeout(run, wait);
    }
  };
}
