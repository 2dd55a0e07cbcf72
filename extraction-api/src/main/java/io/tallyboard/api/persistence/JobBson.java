package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Visibility;
import org.bson.conversions.Bson;

/** What the fields of jobs and submissions are called, which name what is asked for alike. */
final class JobBson {
  static final String ID = "_id";
  static final String FORMER_IDS = "formerIds";
  static final String CREATED_AT = "createdAt";
  static final String ELAPSED = "running.millis";
  static final String WAITING = "waiting.millis";
  static final String STATE = "state";
  static final String EXTRACTOR = "extractor";
  static final String RESOURCE_ID = "resource.id";
  static final String USER = "request.user.id";
  static final String DATASET = "request.dataset";
  static final String HOW = "request.how";
  static final String VERSION = "request.extractorVersion";

  static final Bson NEWEST_FIRST = Sorts.descending(CREATED_AT, ID);

  private JobBson() {}

  static Bson visible(Visibility visibility, String field) {
    return visibility.onlyUser().map(user -> eq(field, user)).orElseGet(() -> empty());
  }

  /** The first condition alone bounds the scan of an index; the second makes it exact. */
  static Bson after(PagePoint point) {
    return and(lte(CREATED_AT, point.at()), or(lt(CREATED_AT, point.at()), lt(ID, point.id())));
  }
}
