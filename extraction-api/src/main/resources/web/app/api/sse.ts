/** One event of a stream (text/event-stream). */
export interface ServerEvent {
  name: string;
  data: string;
  /** Where to go on after it, if it said so. */
  id: string | undefined;
}

/**
 * Takes a stream's text apart, in whatever pieces it comes. The browser's own EventSource can send no
 * header, and a key has no place in an address.
 */
export class EventReader {
  private rest = "";

  /** The events that a further piece completes. */
  take(piece: string): ServerEvent[] {
    const blocks = (this.rest + piece).replaceAll("\r\n", "\n").split("\n\n");
    this.rest = blocks.pop() ?? "";
    return blocks.map(read).filter((event) => event !== undefined);
  }
}

/** Nothing for a comment, which only shows that the other end is there; one that moves the place on has no data. */
function read(block: string): ServerEvent | undefined {
  let name = "message";
  let id: string | undefined;
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      name = value;
    } else if (field === "data") {
      data.push(value);
    } else if (field === "id") {
      id = value;
    }
  }
  return data.length > 0 || id !== undefined ? { name, data: data.join("\n"), id } : undefined;
}
