package io.tallyboard.api.access;

import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts other systems' keys before they are stored (AES-256 in GCM, a nonce for each), bound to what
 * they are for: moved to another place, one cannot be opened.
 */
@ApplicationScoped
public class Vault {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String CONTEXT = "tallyboard.api.secret\n";
  private static final String VERSION = "1.";
  private static final int LEAST = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final Optional<SecretKeySpec> key;
  private final SecureRandom random;

  Vault(ApiConfig config, SecureRandom random) {
    this.key = config.secret().filter(secret -> !secret.isBlank()).map(Vault::key);
    this.random = random;
  }

  private static SecretKeySpec key(String secret) {
    if (secret.length() < LEAST) {
      throw new IllegalArgumentException(
          "tallyboard.api.secret: %d or more random characters are expected".formatted(LEAST));
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((CONTEXT + secret).getBytes(StandardCharsets.UTF_8));
      return new SecretKeySpec(digest, "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether anything can be encrypted. */
  public boolean open() {
    return key.isPresent();
  }

  /**
   * Encrypts.
   *
   * @param purpose what it is for: to be given again when it is opened
   */
  public String seal(Secret secret, String purpose) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed =
        run(Cipher.ENCRYPT_MODE, nonce, purpose, secret.text().getBytes(StandardCharsets.UTF_8));
    byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
    return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Fails with {@link Refused} where it was sealed with another secret, or for another purpose. */
  public Secret unseal(String sealed, String purpose) {
    try {
      byte[] whole = Base64.getUrlDecoder().decode(sealed.substring(VERSION.length()));
      byte[] nonce = Arrays.copyOf(whole, NONCE);
      byte[] rest = Arrays.copyOfRange(whole, NONCE, whole.length);
      return new Secret(
          new String(run(Cipher.DECRYPT_MODE, nonce, purpose, rest), StandardCharsets.UTF_8));
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw Refused.notReady(
          "The key of this file's host cannot be read: tallyboard.api.secret is not what it was.");
    }
  }

  private byte[] run(int mode, byte[] nonce, String purpose, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      SecretKeySpec with =
          key.orElseThrow(() -> new IllegalStateException("there is no tallyboard.api.secret"));
      cipher.init(mode, with, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("it cannot be encrypted or decrypted", e);
    }
  }
}
