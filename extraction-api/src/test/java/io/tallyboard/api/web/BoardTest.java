package io.tallyboard.api.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallyboard.testkit.ServersResource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class BoardTest {
  private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"");
  private static final Pattern STYLE =
      Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\"");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui",
        "/ui?state=running",
        "/ui/sign-in",
        "/ui/board",
        "/ui/submit",
        "/ui/rejected",
        "/ui/jobs/0192ab34-7c11-7e2f-a3b4-5566778899aa",
        "/ui/extractors/ncsa.wordcount",
        "/ui/resource/file/0192ab34-7c11-7e2f-a3b4-5566778899aa",
        "/ui/resource/dataset/6f0000000000000000000001",
        "/ui/resource/file/an%2Fid%20of%20another%20kind"
      })
  void every_page_of_the_board_opens_without_a_key_and_is_never_kept(String page) {
    given()
        .urlEncodingEnabled(false)
        .get(page)
        .then()
        .statusCode(200)
        .contentType("text/html;charset=UTF-8")
        .header("Cache-Control", "no-cache")
        .body(containsString("<div id=\"board\">"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/ui/resource", "/ui/resource/user/1", "/ui/resource/file/", "/ui/nowhere/at/all"})
  void an_unknown_page_is_a_friendly_404(String page) {
    given()
        .get(page)
        .then()
        .statusCode(404)
        .contentType("text/html;charset=UTF-8")
        .header("Cache-Control", "no-cache")
        .body(containsString("There is no such page"), containsString("href=\"/ui\""));
  }

  @Test
  void the_root_leads_to_the_board() {
    Response root = given().redirects().follow(false).get("/");
    assertThat(root.statusCode()).isEqualTo(303);
    assertThat(root.header("Location")).endsWith("/ui");
  }

  @Test
  void the_page_names_a_script_and_a_style_of_this_build_that_may_be_kept_for_ever() {
    String page = given().get("/ui").asString();
    for (String asset : List.of(first(SCRIPT, page), first(STYLE, page))) {
      assertThat(asset).matches("/static/bundle/app-[A-Za-z0-9]+\\.(js|css)");
      given()
          .get(asset)
          .then()
          .statusCode(200)
          .header("Cache-Control", containsString("immutable"));
    }
  }

  @Test
  void that_a_script_is_gone_is_not_kept() {
    given()
        .get("/static/bundle/app-OLDBUILD.js")
        .then()
        .statusCode(404)
        .header("Cache-Control", "no-cache");
  }

  @Test
  void the_script_holds_the_whole_board_and_asks_nothing_of_another_host() {
    String script = given().get(first(SCRIPT, given().get("/ui").asString())).asString();
    assertThat(script)
        .contains("tb-resource-page", "tb-jobs-page", "tb-sign-in-page")
        .doesNotContain("unpkg", "jsdelivr", "googleapis")
        .doesNotContain("unsafeHTML");
  }

  @Test
  void no_script_runs_but_that_of_the_board() {
    given()
        .get("/ui")
        .then()
        .header("Content-Security-Policy", containsString("script-src 'self';"))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("X-Content-Type-Options", "nosniff");
    assertThat(given().get("/ui").asString()).doesNotContainPattern("<script(?![^>]*\\bsrc=)");
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
