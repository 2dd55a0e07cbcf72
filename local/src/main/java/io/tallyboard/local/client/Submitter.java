package io.tallyboard.local.client;

import io.tallyboard.local.client.Views.FileView;
import io.tallyboard.local.process.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends files, and a job for each extractor that works on their type. */
public final class Submitter {
  private final Board board;
  private final Registered registered;
  private final List<Tracked> jobs = new ArrayList<>();
  private final List<String> fileIds = new ArrayList<>();

  private final String dataset;

  public Submitter(Board board, Registered registered) {
    this(board, registered, "");
  }

  /**
   * Sends nothing yet.
   *
   * @param dataset that all files are put into; empty for none
   */
  public Submitter(Board board, Registered registered, String dataset) {
    this.board = board;
    this.registered = registered;
    this.dataset = dataset;
  }

  /**
   * One more job than their rules ask for.
   *
   * @param by the board as its user sees it
   */
  public record Extra(Board by, String extractor, Map<String, Object> parameters) {
    public Extra {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * Sends one file.
   *
   * @param extras jobs on it besides
   */
  public void submit(Path file, List<Extra> extras) throws Trouble, InterruptedException {
    FileView uploaded = board.upload(file, dataset);
    fileIds.add(uploaded.id());
    for (String extractor : registered.forFilesOf(uploaded.mimeType())) {
      submit(board, uploaded, extractor, Map.of());
      for (Extra extra : extras) {
        if (extra.extractor().equals(extractor)) {
          submit(extra.by(), uploaded, extractor, extra.parameters());
        }
      }
    }
  }

  private void submit(Board by, FileView file, String extractor, Map<String, Object> parameters)
      throws Trouble, InterruptedException {
    jobs.add(new Tracked(file.name(), by.submit(file.id(), extractor, parameters)));
  }

  /** One more job on a file that was sent, which nobody waits for. */
  public Tracked also(int file, Extra extra) throws Trouble, InterruptedException {
    String id = fileIds.get(file);
    return new Tracked(id, extra.by().submit(id, extra.extractor(), extra.parameters()));
  }

  /** In the order they were sent. */
  public List<Tracked> jobs() {
    return List.copyOf(jobs);
  }

  /** By the board's ids, in the order they were sent. */
  public List<String> fileIds() {
    return List.copyOf(fileIds);
  }
}
