package io.tallyboard.api.linked;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.Vault;
import io.tallyboard.api.config.FilesConfig;
import io.tallyboard.api.domain.FileHosts;
import io.tallyboard.api.domain.FileLink;
import io.tallyboard.api.domain.Refused;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks the hosts that the operator named, and no others: redirections are not followed, since they
 * could lead anywhere. Keys go into a header, and into no log.
 */
@ApplicationScoped
class HostClient {
  private static final Logger LOG = Logger.getLogger(HostClient.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final FileHosts hosts;
  private final Vault vault;
  private final Duration patience;

  HostClient(Vertx vertx, FilesConfig config, Vault vault) {
    this.patience = config.patience();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) patience.toMillis()));
    this.hosts = FileHosts.of(config.hosts().orElse(List.of()));
    this.vault = vault;
  }

  FileHosts hosts() {
    return hosts;
  }

  /** What binds a sealed key to its address. */
  static String purpose(URI url, String header) {
    return header + "\n" + url;
  }

  /** The answer, paused; fails with {@link Refused} where none comes. */
  Uni<HttpClientResponse> ask(FileLink link) {
    // The operator may have struck it off since.
    hosts
        .refusal(link.url())
        .ifPresent(
            why -> {
              throw Refused.forbidden(why);
            });
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(link.url().toString())
            .setFollowRedirects(false);
    String header = link.header();
    String sealed = link.sealedKey();
    if (header != null && sealed != null) {
      options.putHeader(header, vault.unseal(sealed, purpose(link.url(), header)).text());
    }
    return client
        .request(options)
        .chain(HttpClientRequest::send)
        .invoke(HttpClientResponse::pause)
        .ifNoItem()
        .after(patience)
        .fail()
        .onFailure(failure -> !(failure instanceof Refused))
        .transform(
            failure -> {
              LOG.debugf("%s does not answer: %s", link.url().getHost(), failure.getMessage());
              return Refused.notReady(
                  "%s, where this file is, does not answer.".formatted(link.url().getHost()));
            });
  }
}
