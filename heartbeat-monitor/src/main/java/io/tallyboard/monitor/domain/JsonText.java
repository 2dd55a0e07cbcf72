package io.tallyboard.monitor.domain;

/** Writes a value of maps, lists, texts and numbers as JSON, with its keys sorted. */
@FunctionalInterface
public interface JsonText {
  String write(Object value);
}
