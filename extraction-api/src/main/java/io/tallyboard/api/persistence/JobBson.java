package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Visibility;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** Queries for jobs and submissions, which name what is asked for alike. */
final class JobBson {
  static final String ID = "_id";
  static final String CREATED_AT = "createdAt";
  static final String USER = "request.user.id";

  static final Bson NEWEST_FIRST = Sorts.descending(CREATED_AT, ID);

  private JobBson() {}

  static Bson states(JobFilter filter) {
    return filter.states().isEmpty()
        ? empty()
        : in("state", filter.states().stream().map(Enum::name).sorted().toList());
  }

  /** All but the state, which a submission does not have. */
  static Bson matching(JobQuery query) {
    List<Bson> all = new ArrayList<>();
    JobFilter filter = query.filter();
    filter
        .resource()
        .ifPresent(
            r -> {
              all.add(eq("resource.id", r.id()));
              all.add(in("resource.type", JobFilter.types(r)));
            });
    filter.extractor().ifPresent(name -> all.add(eq("extractor", name)));
    filter.user().ifPresent(user -> all.add(eq(USER, user)));
    all.add(visible(query.visibility(), USER));
    query.after().ifPresent(point -> all.add(after(point)));
    return and(all);
  }

  static Bson visible(Visibility visibility, String field) {
    return visibility.onlyUser().map(user -> eq(field, user)).orElseGet(() -> empty());
  }

  /** The first condition alone bounds the scan of an index; the second makes it exact. */
  static Bson after(PagePoint point) {
    return and(lte(CREATED_AT, point.at()), or(lt(CREATED_AT, point.at()), lt(ID, point.id())));
  }
}
