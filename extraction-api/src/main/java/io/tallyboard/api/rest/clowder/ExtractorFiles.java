package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.api.rest.FileContent;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What both of Clowder's versions ask of a file. */
@ApplicationScoped
class ExtractorFiles {
  static final int MAX_RESULTS = 100;

  private final Access access;
  private final FileContent content;
  private final Results results;
  private final ExtractorResults handedIn;

  ExtractorFiles(Access access, FileContent content, Results results, ExtractorResults handedIn) {
    this.access = access;
    this.content = content;
    this.results = results;
    this.handedIn = handedIn;
  }

  Uni<StoredFile> describe(String id, Optional<Secret> key) {
    return access.file(id, key, Role.VIEWER).map(Access.Opened::thing);
  }

  /** What each run asks first. */
  Uni<StoredFile> open(String id, Optional<Secret> key) {
    return access
        .file(id, key, Role.VIEWER)
        .invoke(opened -> access.opening(opened.visitor()))
        .map(Access.Opened::thing);
  }

  RestMulti<byte[]> bytes(String id, Optional<Secret> key) {
    return content.stream(describe(id, key));
  }

  Uni<Response> head(String id, Optional<Secret> key) {
    return content.head(describe(id, key));
  }

  Uni<List<Result>> metadata(String id, Optional<Secret> key) {
    return open(id, key)
        .chain(file -> results.ofResource(ResourceRef.file(id), MAX_RESULTS))
        .map(ExtractorFiles::metadata);
  }

  static List<Result> metadata(List<Result> all) {
    return all.stream().filter(result -> result.kind().equals(Result.METADATA)).toList();
  }

  Uni<Result> add(String id, Optional<Secret> key, @Nullable JsonNode posted) {
    return access
        .file(id, key, Role.SUBMITTER)
        .chain(opened -> handedIn.metadata(ResourceRef.file(id), opened.visitor(), posted));
  }

  Uni<Result> tag(String id, Optional<Secret> key, @Nullable JsonNode posted) {
    return access
        .file(id, key, Role.SUBMITTER)
        .chain(opened -> handedIn.tags(ResourceRef.file(id), opened.visitor(), posted));
  }

  Uni<Void> attach(String kind, String picture, String id, Optional<Secret> key) {
    return access
        .file(id, key, Role.SUBMITTER)
        .chain(opened -> handedIn.attach(kind, picture, ResourceRef.file(id), opened.visitor()));
  }
}
