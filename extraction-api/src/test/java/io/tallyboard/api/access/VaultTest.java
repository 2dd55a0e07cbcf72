package io.tallyboard.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.support.ApiServers;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class VaultTest {
  private static final Secret KEY = new Secret("another-hosts-key");

  @Inject Vault vault;

  @Test
  void whatIsSealedIsOpenedForItsPurposeAlone() {
    String sealed = vault.seal(KEY, "X-API-KEY\nhttps://data.example/a");
    assertThat(sealed).doesNotContain(KEY.text());
    assertThat(vault.unseal(sealed, "X-API-KEY\nhttps://data.example/a")).isEqualTo(KEY);
    assertThatThrownBy(() -> vault.unseal(sealed, "X-API-KEY\nhttps://evil.example/a"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void noTwoSealsAreAlikeAndNoneIsChangedUnseen() {
    String sealed = vault.seal(KEY, "p");
    assertThat(vault.seal(KEY, "p")).isNotEqualTo(sealed);
    char last = sealed.charAt(10) == 'A' ? 'B' : 'A';
    String changed = sealed.substring(0, 10) + last + sealed.substring(11);
    assertThatThrownBy(() -> vault.unseal(changed, "p")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> vault.unseal("1.", "p")).isInstanceOf(Refused.class);
  }
}
