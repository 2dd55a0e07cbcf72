package io.tallyboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final String SECRET = "s3cr3t-Val";

  /** What the secret was replaced by is in the second column; of the rest nothing may be lost. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // URLs
        "404 for url: http://h/api/files/1?key=s3cr3t-Val&x=1 | 404 for url: http://h/api/files/1?key=[hidden]&x=1",
        "http://h/f?KEY=s3cr3t-Val | http://h/f?KEY=[hidden]",
        "http://h/f?x=1&token=s3cr3t-Val then | http://h/f?x=1&token=[hidden] then",
        "http%3A%2F%2Fh%2Ff%3Fkey%3Ds3cr3t-Val | http%3A%2F%2Fh%2Ff%3Fkey%3D[hidden]",
        "next=%2Ff%3Fx%3D1%26key%3Ds3cr3t-Val | next=%2Ff%3Fx%3D1%26key%3D[hidden]",
        "amqp://guest:s3cr3t-Val@host/vhost | amqp://guest:[hidden]@host/vhost",
        "mongodb://u:s3cr3t@Val@h:27017/db | mongodb://u:[hidden]@h:27017/db",
        "https:\\/\\/u:s3cr3t-Val@h\\/r | https:\\/\\/u:[hidden]@h\\/r",
        "to=https%3A%2F%2Fu%3As3cr3t-Val%40h%2Fr | to=https%3A%2F%2Fu%3A[hidden]%40h%2Fr",
        "clone https://s3cr3tValueOfFortyCharactersInAll@github.com/x | clone https://[hidden]@github.com/x",
        "ends in key= | ends in key=",
        "ends in key=s3cr3t-Val | ends in key=[hidden]",
        "{\"url\":\"http://h?key=\",\"x\":\"y\"} | {\"url\":\"http://h?key=\",\"x\":\"y\"}",
        // JSON, once and twice escaped
        "{\"secretKey\": \"s3cr3t-Val\"} | {\"secretKey\": \"[hidden]\"}",
        "{\"secretKey\":\"s3cr3t-Val\",\"id\":\"x\"} | {\"secretKey\":\"[hidden]\",\"id\":\"x\"}",
        "{\"m\":\"{\\\"secretKey\\\": \\\"s3cr3t-Val\\\", \\\"id\\\": 1}\"} | {\"m\":\"{\\\"secretKey\\\": \\\"[hidden]\\\", \\\"id\\\": 1}\"}",
        "\\\\\"token\\\\\":\\\\\"s3cr3t-Val\\\\\" | \\\\\"token\\\\\":\\\\\"[hidden]\\\\\"",
        "{\"password\": \"s3cr3t \\\"Val, a b\"} | {\"password\": \"[hidden]\"}",
        "{\"apiKey\": 12345678} | {\"apiKey\": [hidden]}",
        "{\"privateKey\":\"s3cr3t-Val\"} | {\"privateKey\":\"[hidden]\"}",
        // Python
        "{'secretKey': 's3cr3t-Val'} | {'secretKey': '[hidden]'}",
        "{'password': \"it's s3cr3t-Val\"} | {'password': \"[hidden]\"}",
        "{b'key': b's3cr3t-Val'} | {b'key': b'[hidden]'}",
        "{u'token': u's3cr3t-Val', u'a': 1} | {u'token': u'[hidden]', u'a': 1}",
        "headers={'X-API-Key': 's3cr3t-Val', 'A': 'b'} | headers={'X-API-Key': '[hidden]', 'A': 'b'}",
        "[('X-API-KEY', 's3cr3t-Val'), ('A', 'b')] | [('X-API-KEY', '[hidden]'), ('A', 'b')]",
        "{'Authorization': 'Bearer s3cr3t-Val'} | {'Authorization': 'Bearer [hidden]'}",
        "connect(key='s3cr3t-Val', host='h') | connect(key='[hidden]', host='h')",
        "requests.get(u, auth=('ann', 's3cr3t-Val')) | requests.get(u, auth=('ann', '[hidden]'))",
        "Client(api_key=\"s3cr3t-Val\") | Client(api_key=\"[hidden]\")",
        // Headers
        "X-API-KEY: s3cr3t-Val | X-API-KEY: [hidden]",
        "x-api-key:s3cr3t-Val | x-api-key:[hidden]",
        "Authorization: Bearer s3cr3t-Val | Authorization: Bearer [hidden]",
        "Authorization: Basic czNjcjN0LVZhbA== | Authorization: Basic [hidden]",
        "authorization: s3cr3t-Val | authorization: [hidden]",
        "Proxy-Authorization: Digest username=\"u\" | Proxy-Authorization: Digest [hidden]\"u\"",
        "Cookie: tallyboard_session=s3cr3t-Val; a=b | Cookie: [hidden]",
        "sent with bearer s3cr3t-Val to it | sent with bearer [hidden] to it",
        "used Basic czNjcjN0LVZhbA== there | used Basic [hidden] there",
        // Command lines
        "curl -H \"X-API-KEY: s3cr3t-Val\" http://h | curl -H \"X-API-KEY: [hidden]\" http://h",
        "curl -H 'Authorization: Bearer s3cr3t-Val' http://h | curl -H 'Authorization: Bearer [hidden]' http://h",
        "curl -u ann:s3cr3t-Val http://h | curl -u ann:[hidden] http://h",
        "curl --user 'ann:s3cr3t-Val' http://h | curl --user 'ann:[hidden]' http://h",
        "run --api-key s3cr3t-Val --verbose | run --api-key [hidden] --verbose",
        "run --password=s3cr3t-Val -v | run --password=[hidden] -v",
        // Settings
        "password=s3cr3t-Val; | password=[hidden];",
        "SECRET_KEY=s3cr3t-Val | SECRET_KEY=[hidden]",
        "TALLYBOARD_API_ADMIN_KEY=s3cr3t-Val | TALLYBOARD_API_ADMIN_KEY=[hidden]",
        "db.passwd = s3cr3t-Val | db.passwd = [hidden]",
        "Server=h;Uid=sa;Pwd=s3cr3t-Val;X=1 | Server=h;Uid=sa;Pwd=[hidden];X=1",
        "jdbc:mysql://h/db?user=u&password=s3cr3t-Val | jdbc:mysql://h/db?user=u&password=[hidden]",
        "<password>s3cr3t-Val</password> | <password>[hidden]</password>",
        // AWS
        "AWS_SECRET_ACCESS_KEY=wJalr/s3cr3t-Val+x | AWS_SECRET_ACCESS_KEY=[hidden]",
        "aws_secret_access_key = wJalr/s3cr3t-Val | aws_secret_access_key = [hidden]",
        "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&x | AWSAccessKeyId=[hidden]&x",
        "https://b/o?X-Amz-Credential=s3cr3t-Val&X-Amz-Signature=s3cr3t-Val | https://b/o?X-Amz-Credential=[hidden]&X-Amz-Signature=[hidden]",
        "x-amz-security-token: s3cr3t-Val | x-amz-security-token: [hidden]",
      })
  void secretsAreHiddenAndTheRestIsNot(String text, String safe) {
    assertThat(Redactor.redact(text)).isEqualTo(safe).doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Started processing.",
        "Processing monkey=business and 10 keys",
        "KeyError: 'name'",
        "Basic information on the token stream",
        "a basic understanding of passwords",
        "PWD=/home/ann",
        "See http://localhost:8080/files for the keynote",
        "ssh://git@host/repo",
        "3 of 4 passed: 1 failed",
        "asia is large, curling -u is not",
        "mail ann@example.com",
      })
  void whatIsNoSecretStays(String text) {
    assertThat(Redactor.redact(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\\n"})
  void aTracebackLosesItsKeyAndNothingElse(String lineEnd) {
    String text =
        String.join(
            lineEnd,
            "Traceback (most recent call last):",
            "  File \"/x.py\", line 3, in get",
            "    r = requests.get(url, headers={'X-API-KEY': 's3cr3t-Val'})",
            "requests.exceptions.HTTPError: 404 for url: http://h/f?key=s3cr3t-Val ",
            "During handling, key= ",
            "another exception occurred");
    assertThat(Redactor.redact(text)).isEqualTo(text.replace(SECRET, Redactor.MASK));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> part =
        Arbitraries.of(
            "key",
            "KEY",
            "secretKey",
            "token",
            "password",
            "pwd",
            "auth",
            "authorization",
            "Cookie",
            "bearer",
            "Basic",
            "://",
            ":\\/\\/",
            "%3A%2F%2F",
            "curl",
            " -u ",
            "--",
            "=",
            ": ",
            ":",
            "%3D",
            "\"",
            "'",
            "\\\"",
            "\\",
            "@",
            "u:p@",
            " ",
            "\n",
            ",",
            ";",
            "&",
            "<",
            ">",
            "(",
            ")",
            "{",
            "}",
            "[hidden]",
            "[",
            "]",
            "abcdefghij",
            "A1",
            "Kx9",
            "AKIA",
            "AKIAIOSFODNN7EXAMPLE",
            "\u212A",
            "ß",
            "\uD83D\uDE00",
            "signature",
            "credential");
    return Arbitraries.oneOf(
        part.list().ofMaxSize(40).map(parts -> String.join("", parts)),
        Arbitraries.strings().ofMaxLength(60));
  }

  @Property(tries = 20_000)
  void lookingForHintsFirstChangesNothing(@ForAll("texts") String text) {
    assertThat(Redactor.redact(text)).isEqualTo(Redactor.redactWithoutHints(text));
  }

  @Property(tries = 20_000)
  void whatWasRedactedStaysTheSame(@ForAll("texts") String text) {
    String once = Redactor.redact(text);
    assertThat(Redactor.redact(once)).isEqualTo(once);
  }

  @Property
  void noTextBeforeItSavesASecret(@ForAll String text) {
    assertThat(Redactor.redact(text + "?key=abc123")).doesNotContain("key=abc123");
  }

  /** Counts how often a character is looked at. */
  private static final class Counted implements CharSequence {
    private final String text;
    private long steps;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      steps++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Each made to be taken for the beginning of a secret again and again, and never to be one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "key=",
        "key='",
        "key=\"\\",
        "key:",
        "key: \\",
        "\"key\":\"",
        "key\\\\\\\\",
        "--key ",
        "--a-",
        "--",
        "://",
        "://a",
        "://a:",
        "://a:b",
        "a@",
        ":\\/",
        "%3A%2F%2F",
        "%3A%2F%2Fa%3A",
        "%3a%2f%2fa%3ab%2f",
        "bearer ",
        "bearer:",
        "basic a",
        "basic abcdefgh",
        "authorization:",
        "authorization: bearer ",
        "auth=('",
        "auth=('a','",
        "curl -u ",
        " -u a",
        " --user a:",
        "<key",
        "<a",
        "a:key>",
        "AKIA",
        "pwd=/",
        "pwd ",
        "secret\"'\"'",
        "\\",
        "\"",
        "'",
        "=",
        " ",
        "\n",
        "token\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t",
        "key                ",
        "\\\\\\\\\\\\\\\\\"key",
        "cookie",
        "a",
        "'key', '"
      })
  void noTextMakesItTakeLong(String part) {
    int length = 64 << 10;
    String hostile = part.repeat(length / part.length() + 1).substring(0, length);
    for (String text : List.of(hostile, hostile + "@", hostile + "\"", "curl key=" + hostile)) {
      for (SecretShape shape : SecretShape.ALL) {
        Counted counted = new Counted(text);
        shape.hide(counted);
        assertThat(counted.steps)
            .as("%s in %s...", shape.pattern(), part)
            .isLessThan(400L * length);
      }
    }
  }
}
