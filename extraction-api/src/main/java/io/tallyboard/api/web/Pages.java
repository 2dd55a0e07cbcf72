package io.tallyboard.api.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;

/**
 * The two pages that the server knows, rendered once: the names of the scripts in them are those of
 * this build, and nothing else in them changes.
 */
@Singleton
class Pages {
  private final String board;
  private final String notFound;

  Pages(
      @Location("ui/board.html") Template board, @Location("ui/not-found.html") Template notFound) {
    this.board = board.render();
    this.notFound = notFound.render();
  }

  /** Every page of the board: its script shows the one that the address asks for. */
  String board() {
    return board;
  }

  String notFound() {
    return notFound;
  }
}
