package io.tallyboard.api.rest.clowder;

/** That metadata was kept. */
public record Posted(String status, String id) {
  static Posted of(String id) {
    return new Posted("success", id);
  }
}
