package io.tallyboard.api.web;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallyboard.testkit.ServersResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class EmbedTest {
  private static final String SCRIPT = "/embed/tallyboard-extractions.js";
  private static final int MOST_BYTES = 60_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void the_script_of_the_custom_element_opens_without_a_key_on_any_site() {
    given()
        .header("Origin", "https://portal.example.org")
        .get(SCRIPT)
        .then()
        .statusCode(200)
        .contentType("text/javascript;charset=UTF-8")
        .header("Access-Control-Allow-Origin", "*")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-cache");
  }

  @Test
  void who_has_the_script_already_is_told_so() {
    String etag = given().get(SCRIPT).header("ETag");
    assertThat(etag).matches("\"[0-9a-f]{32}\"");

    Response again =
        given()
            .header("Origin", "https://portal.example.org")
            .header("If-None-Match", etag)
            .get(SCRIPT);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.header("ETag")).isEqualTo(etag);
    assertThat(again.header("Access-Control-Allow-Origin")).isEqualTo("*");
    given().header("If-None-Match", "\"another\"").get(SCRIPT).then().statusCode(200);
  }

  @Test
  void it_is_one_file_with_its_styles_inside() {
    String script = new String(given().get(SCRIPT).asByteArray(), UTF_8);

    assertThat(script)
        .contains("tallyboard-extractions")
        .contains(".embedded{all:initial", "light-dark(")
        .doesNotContain("tallyboard:styles", "sourceMappingURL", "@import")
        .doesNotContainPattern("\\bimport\\s*[\"'(]")
        .doesNotContainPattern("\\bfrom\\s*\"")
        .doesNotContainPattern("[:, ]url\\(");
  }

  @Test
  void compressed_it_is_smaller_than_sixty_kilobytes() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(given().get(SCRIPT).asByteArray());
    }

    assertThat(zipped.size()).isBetween(10_000, MOST_BYTES);
  }

  @Test
  void styles_of_any_content_become_one_text_of_the_script() throws IOException {
    String css = ".a::after{content:\"\\201c $1 `'\"}\n/*# sourceMappingURL=embed.css.map */\n";

    String script =
        EmbedScript.compose(
            "var a=`/*tallyboard:styles*/`;\n//# sourceMappingURL=x.map\n", css, JSON);

    assertThat(script).startsWith("var a=\"").endsWith("\";\n");
    assertThat(JSON.readValue(script.substring(6, script.length() - 2), String.class))
        .isEqualTo(".a::after{content:\"\\201c $1 `'\"}");
    assertThatThrownBy(() -> EmbedScript.compose("var a=1;", css, JSON))
        .hasMessageContaining("no place for its styles");
  }
}
