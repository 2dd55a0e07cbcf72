package io.tallyboard.local.process;

/** Something that its reader can do something about. The message is one clear sentence. */
public final class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  public Trouble(String sentence) {
    super(sentence);
  }

  public Trouble(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
