package io.tallyboard.bench.queries;

import com.mongodb.client.MongoDatabase;
import java.util.Random;
import java.util.function.Function;

/**
 * What is asked in both ways.
 *
 * @param subject another for each asking, so that it is not always the same documents
 * @param path by subject
 * @param bare the same documents by the plain driver, by subject; it tells how many there were
 */
record Question<S>(
    String name, Function<Random, S> subject, Function<S, String> path, Bare<S> bare) {

  /** One asking by the plain driver. */
  interface Bare<S> {
    int read(MongoDatabase database, S subject);
  }

  /** One asking over HTTP. */
  int overHttp(Http http, Random random) throws Exception {
    return http.get(path.apply(subject.apply(random))).length;
  }

  int bare(MongoDatabase database, Random random) {
    return bare.read(database, subject.apply(random));
  }
}
