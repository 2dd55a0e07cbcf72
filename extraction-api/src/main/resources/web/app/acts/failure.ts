import { Refused } from "../api/client";

/** Why something was not done, in a sentence. */
export const failureText = (failure: unknown): string =>
  failure instanceof Refused
    ? `Not done: ${failure.message}`
    : "The board did not answer; look again before you try once more.";
