package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.UserRef;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {
  private static final UserRef ANN = new UserRef("ann", "Ann");
  private static final UserRef BOB = new UserRef("bob", null);

  @Test
  void eachRoleCoversThoseBeforeIt() {
    List<Role> inOrder = List.of(Role.VIEWER, Role.SUBMITTER, Role.OPERATOR, Role.ADMIN);
    for (int i = 0; i < inOrder.size(); i++) {
      for (int j = 0; j < inOrder.size(); j++) {
        assertThat(inOrder.get(i).covers(inOrder.get(j))).isEqualTo(i >= j);
      }
      assertThat(Role.of(inOrder.get(i).word())).contains(inOrder.get(i));
    }
    assertThat(Role.of("ADMIN")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EVERYONE, VIEWER, true",
    "EVERYONE, ADMIN, true",
    "OWN, VIEWER, false",
    "OWN, SUBMITTER, false",
    "OWN, OPERATOR, true",
    "OWN, ADMIN, true"
  })
  void whetherACallerSeesWhatIsAnothers(VisibilityRule rule, Role role, boolean sees) {
    Visibility visibility = Visibility.of(rule, new Caller(ANN, role, "k"));
    assertThat(visibility.allows(BOB)).isEqualTo(sees);
    assertThat(visibility.allows(null)).isEqualTo(sees);
    assertThat(visibility.allows(ANN)).isTrue();
    assertThat(visibility.onlyUser().isEmpty()).isEqualTo(sees);
  }

  @Test
  void aSecretDoesNotPrintItself() {
    Secret secret = Secret.mint(new SecureRandom());
    assertThat(secret.toString()).doesNotContain(secret.text());
    assertThat(secret.text()).matches("[A-Za-z0-9_-]{43}");
    assertThat(new Secret("abc").hash())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aSessionHasItsCallersRightsUntilItExpires() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    Caller caller = new Caller(ANN, Role.SUBMITTER, "key");
    ApiKey session = ApiKey.session(new Secret("t"), caller, now, now.plusSeconds(10));
    assertThat(session.caller().user()).isEqualTo(ANN);
    assertThat(session.caller().role()).isEqualTo(Role.SUBMITTER);
    assertThat(session.openedBy()).isEqualTo("key");
    assertThat(session.validAt(now.plusSeconds(9))).isTrue();
    assertThat(session.validAt(now.plusSeconds(10))).isFalse();
  }
}
