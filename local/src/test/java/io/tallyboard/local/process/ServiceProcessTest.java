package io.tallyboard.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tallyboard.local.extractor.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void nameTheLog() {
    log = folder.resolve("tiny.log");
  }

  @Test
  void a_service_is_awaited_until_it_is_ready_and_ended_by_close() throws Exception {
    ServiceProcess service = start(Map.of());

    service.awaitReady(HttpClient.newHttpClient(), LIMIT, new StopSignal());
    assertThat(service.isAlive()).isTrue();
    service.close();

    assertThat(service.isAlive()).isFalse();
  }

  @Test
  void secrets_reach_it_without_being_on_its_command_line() throws Exception {
    try (ServiceProcess service = start(Map.of())) {
      await().atMost(LIMIT).until(() -> Files.readString(log).contains("secret length 6"));

      assertThat(service.commandLine()).contains("-jar").doesNotContain("s3cret");
    }
  }

  @Test
  void one_that_ends_while_starting_is_told_in_a_sentence_that_names_its_log() throws Exception {
    try (ServiceProcess service = start(Map.of("tiny.fail", "true"))) {
      assertThatThrownBy(
              () -> service.awaitReady(HttpClient.newHttpClient(), LIMIT, new StopSignal()))
          .isInstanceOf(Trouble.class)
          .hasMessageContaining("tiny ended while starting")
          .hasMessageContaining(log.toString());
    }
  }

  @Test
  void waiting_for_it_ends_when_we_are_stopped() throws Exception {
    StopSignal stop = new StopSignal();
    stop.give();
    try (ServiceProcess service = start(Map.of())) {
      assertThatThrownBy(() -> service.awaitReady(HttpClient.newHttpClient(), LIMIT, stop))
          .isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void it_ends_by_itself_when_its_standard_input_closes() throws Exception {
    try (ServiceProcess service = start(Map.of())) {
      service.awaitReady(HttpClient.newHttpClient(), LIMIT, new StopSignal());

      service.closeInput();

      await().atMost(LIMIT).until(() -> !service.isAlive());
    }
  }

  private ServiceProcess start(Map<String, String> settings) throws Exception {
    return ServiceProcess.start(
        "tiny", jar(), Ports.claim(0), settings, Map.of("TINY_SECRET", "s3cret"), log);
  }

  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
    Path jar = folder.resolve("tiny.jar");
    String entry = TinyService.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream jarOut = new JarOutputStream(out, manifest);
        InputStream in = TinyService.class.getClassLoader().getResourceAsStream(entry)) {
      jarOut.putNextEntry(new JarEntry(entry));
      in.transferTo(jarOut);
    }
    return jar;
  }
}
