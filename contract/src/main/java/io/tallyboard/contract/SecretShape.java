package io.tallyboard.contract;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which secrets stand in texts.
 *
 * @param hints bits of {@link #HINTS}: a text without any of these has none of this shape
 * @param pattern what comes before the secret in group {@code before}, and where something that must
 *     stay follows within the match, that in group {@code after}. All repetitions are bounded or give
 *     nothing back, so that no text makes a match take long
 */
record SecretShape(int hints, Pattern pattern) {
  /** Words in lower case that a secret stands beside; at least two characters each. */
  static final List<String> HINTS =
      List.of(
          "key",
          "secret",
          "token",
          "pass",
          "pwd",
          "signature",
          "credential",
          "auth",
          "cookie",
          "bearer",
          "basic",
          "://",
          ":\\",
          "%3a%2f%2f",
          "-u",
          "akia",
          "asia");

  /** What was hidden before. */
  private static final String NOT_HIDDEN = "(?!\\[hidden\\])";

  /** A quote, as often escaped as texts were put into texts. */
  private static final String QUOTE = "\\\\{0,8}[\"']";

  private static final String SIGN = "\\s{0,16}+(?>=>|:=|==?|:|%3d|%3a)";

  /** After an opening quote, group {@code q}: until it comes again, or the line ends. */
  private static final String QUOTED = NOT_HIDDEN + "(?:(?!\\k<q>)(?:\\\\.|[^\\r\\n]))++";

  private static final String BARE =
      NOT_HIDDEN
          + "(?![ubr]?"
          + QUOTE
          + ")(?!\\\\[nrt])(?:[^\\s\"'&,;<>)\\]}\\\\]|\\\\(?!"
          + QUOTE
          + "))++";

  /** A quote right after {@code =} may be the end of a text that the name stands in. */
  private static final String OPENING =
      "[ubr]?(?<q>" + QUOTE + ")(?!(?<==" + QUOTE + ")[\\s,}\\])])";

  /** {@code privateKey}, {@code %26key}, {@code SECRET_KEY}, but not {@code monkey}. */
  private static final String KEY =
      "(?:(?<![a-z0-9])|(?<=%[0-9a-f][0-9a-f])|(?-i:(?<=[a-z0-9])(?=K))"
          + "|(?<=api|access|secret|private|auth|account|shared|master|sign|signing|encryption|client"
          + "|service|session|storage|app))key";

  private static final String NAME =
      "(?:"
          + KEY
          + "|secret|token|passw(?:or)?d|passphrase|signature|credentials?"
          // The shell's own is a folder.
          + "|(?<![a-z0-9])pwd(?="
          + "(?:"
          + QUOTE
          + ")?\\s{0,4}[=:]\\s{0,4}[^\\s/]))\\d?+";

  static final List<SecretShape> ALL =
      List.of(
          // Authorization: Bearer x, 'Cookie': 'a=b; c=d'
          shape(
              "(?<before>(?:authorization|cookie)(?:"
                  + QUOTE
                  + ")?"
                  + SIGN
                  + "\\s{0,16}+(?:"
                  + OPENING
                  + ")?+(?:(?:bearer|basic|digest|token|negotiate)\\s{1,4})?+)"
                  + NOT_HIDDEN
                  + "(?:(?!"
                  + QUOTE
                  + ")[^\\r\\n])++",
              "auth",
              "cookie"),
          // key=x, "secretKey": "x", \"token\": \"x\", 'password': b'x', secret%3Dx
          shape(
              "(?<before>"
                  + NAME
                  + "(?:"
                  + QUOTE
                  + ")?"
                  + SIGN
                  + "\\s{0,16}+"
                  + OPENING
                  + ")"
                  + QUOTED,
              "key",
              "secret",
              "token",
              "pass",
              "pwd",
              "signature",
              "credential"),
          shape(
              "(?<before>" + NAME + "(?:" + QUOTE + ")?" + SIGN + "[ \\t]{0,16}+)" + BARE,
              "key",
              "secret",
              "token",
              "pass",
              "pwd",
              "signature",
              "credential"),
          // ('X-API-KEY', 'x')
          shape(
              "(?<before>(?:[-_]key|secret|secretkey|apikey|token|password|authorization)"
                  + QUOTE
                  + "\\s{0,16},\\s{0,16}[ubr]?(?<q>"
                  + QUOTE
                  + "))"
                  + QUOTED,
              "key",
              "secret",
              "token",
              "pass",
              "auth"),
          // auth=('user', 'x')
          shape(
              "(?<before>auth\\s{0,4}=\\s{0,4}\\(\\s{0,4}[ubr]?"
                  + QUOTE
                  + "[^\"'\\r\\n]{0,256}+"
                  + QUOTE
                  + "\\s{0,4},\\s{0,4}[ubr]?(?<q>"
                  + QUOTE
                  + "))"
                  + QUOTED,
              "auth"),
          // <password>x</password>
          shape(
              "(?<before><(?:[a-z0-9]{1,16}:)?[a-z_-]{0,32}(?:key|secret|token|password)>)"
                  + NOT_HIDDEN
                  + "[^<]++",
              "key",
              "secret",
              "token",
              "pass"),
          // --api-key x
          shape(
              "(?<before>--[a-z-]{0,32}?(?:key|secret|token|passw(?:or)?d)[ \\t]{1,16}(?:"
                  + QUOTE
                  + ")?)(?!-)"
                  + BARE,
              "key",
              "secret",
              "token",
              "pass"),
          // curl -u user:x, in whatever program
          shape(
              "(?<before>\\s(?:-u|--user|--proxy-user)[= ]{0,4}(?:"
                  + QUOTE
                  + ")?[^\\s:\"']{0,256}+:)"
                  + NOT_HIDDEN
                  + "[^\\s\"'\\\\]++",
              "-u"),
          shape(
              "(?<before>(?<![a-z0-9])bearer(?:\\s|%20|[+:]){1,8}+"
                  + "(?:"
                  + QUOTE
                  + ")?)[a-z0-9._~+/=%-]{8,}+",
              "bearer"),
          // Basic information is none: in Base64 an upper-case letter, a digit or = comes soon.
          shape(
              "(?<before>(?<![a-z0-9])basic(?:\\s|%20|[+:]){1,8}+(?:"
                  + QUOTE
                  + ")?)(?-i:(?=.[a-z+/]{0,64}[A-Z0-9=]))[a-z0-9._~+/=%-]{8,}+",
              "basic"),
          // scheme://user:x@host, and as JSON may escape it
          shape(
              "(?<before>:\\\\{0,4}/\\\\{0,4}/[^\\s:/@\"'<>]{0,256}+:)[^\\s/\"'<>]+(?<after>@)",
              "://",
              ":\\"),
          // scheme://x@host, where it is too long for a name
          shape("(?<before>:\\\\{0,4}/\\\\{0,4}/)[^\\s:/@\"'<>\\[]{20,}+(?<after>@)", "://", ":\\"),
          shape(
              "(?<before>%3a%2f%2f(?:(?!%3a|%2f|%40)[^\\s&]){0,256}+%3a)"
                  + "(?:(?!%2f|%40)[^\\s&])++(?<after>%40)",
              "%3a%2f%2f"),
          // AWS's ids of access keys
          shape("(?<before>(?<![a-z0-9]))(?-i:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])", "akia", "asia"));

  private static SecretShape shape(String pattern, String... hints) {
    int bits = 0;
    for (String hint : hints) {
      bits |= 1 << HINTS.indexOf(hint);
    }
    boolean after = pattern.contains("(?<after>");
    return new SecretShape(bits, Pattern.compile("(?i)" + pattern + (after ? "" : "(?<after>)")));
  }

  String hide(CharSequence text) {
    Matcher match = pattern.matcher(text);
    if (!match.find()) {
      return text.toString();
    }
    StringBuilder safe = new StringBuilder(text.length());
    int from = 0;
    do {
      safe.append(text, from, match.end("before"))
          .append(Redactor.MASK)
          .append(match.group("after"));
      from = match.end();
    } while (match.find());
    return safe.append(text, from, text.length()).toString();
  }
}
