package io.loadline.node.keys;

import io.loadline.node.OperatorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;

/**
 * Secret bytes of any length in one file that is replaced as a whole. The key comes from the
 * password by scrypt, once per process; the content is sealed with ChaCha20-Poly1305 under a fresh
 * nonce. Layout: version, cost n r p, salt 32, nonce 12, ciphertext. Not thread-safe.
 */
public final class SealedFile {
  private static final int VERSION = 1;
  private static final int SALT = 32;
  private static final int NONCE = 12;
  private static final int HEADER = 4 * Integer.BYTES + SALT + NONCE;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final String password;
  private final ScryptCost cost;
  private byte @Nullable [] salt;
  private byte @Nullable [] key;

  /**
   * Names a file that may or may not be there.
   *
   * @param cost of a new file
   */
  public SealedFile(Path file, String password, ScryptCost cost) {
    this.file = file;
    this.password = password;
    this.cost = cost;
  }

  /**
   * The content; empty if there is no file.
   *
   * @throws OperatorException.KeyFile if the password does not open it
   */
  public Optional<byte[]> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] all = PrivateFiles.read(file, "sealed file", Integer.MAX_VALUE);
    if (all.length <= HEADER) {
      throw damaged();
    }
    ByteBuffer in = ByteBuffer.wrap(all);
    int version = in.getInt();
    ScryptCost written;
    try {
      written = new ScryptCost(in.getInt(), in.getInt(), in.getInt());
    } catch (IllegalArgumentException _) {
      throw damaged();
    }
    byte[] itsSalt = new byte[SALT];
    in.get(itsSalt);
    if (version != VERSION) {
      throw damaged();
    }
    byte[] derived = derive(itsSalt, written);
    try {
      byte[] content =
          cipher(Cipher.DECRYPT_MODE, derived, all).doFinal(all, HEADER, all.length - HEADER);
      if (written.equals(cost)) {
        salt = itsSalt;
        key = derived;
      }
      return Optional.of(content);
    } catch (GeneralSecurityException _) {
      throw damaged();
    }
  }

  /** Writes the content durably; what stood there before is overwritten as far as the disk lets. */
  public void replace(byte[] content) throws IOException {
    byte[] sealed = seal(content);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    PrivateFiles.create(fresh, sealed);
    if (!Files.exists(file)) {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.syncFolder(file.toAbsolutePath().getParent());
      return;
    }
    try (FileChannel before = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.syncFolder(file.toAbsolutePath().getParent());
      before.write(ByteBuffer.allocate((int) before.size()), 0);
      before.force(true);
    }
  }

  private byte[] seal(byte[] content) {
    byte[] useSalt = salt;
    byte[] useKey = key;
    if (useSalt == null || useKey == null) {
      useSalt = new byte[SALT];
      RANDOM.nextBytes(useSalt);
      useKey = derive(useSalt, cost);
      salt = useSalt;
      key = useKey;
    }
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] header =
        ByteBuffer.allocate(HEADER)
            .putInt(VERSION)
            .putInt(cost.n())
            .putInt(cost.r())
            .putInt(cost.p())
            .put(useSalt)
            .put(nonce)
            .array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, useKey, header).doFinal(content);
      byte[] all = Arrays.copyOf(header, HEADER + sealed.length);
      System.arraycopy(sealed, 0, all, HEADER, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has ChaCha20-Poly1305", e);
    }
  }

  /** The header is authenticated, too. */
  private static Cipher cipher(int mode, byte[] key, byte[] header)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
    cipher.init(
        mode,
        new SecretKeySpec(key, "ChaCha20"),
        new IvParameterSpec(header, HEADER - NONCE, NONCE));
    cipher.updateAAD(header, 0, HEADER);
    return cipher;
  }

  private byte[] derive(byte[] fromSalt, ScryptCost at) {
    byte[] words = password.getBytes(StandardCharsets.UTF_8);
    return SCrypt.generate(words, fromSalt, at.n(), at.r(), at.p(), 32);
  }

  private OperatorException.KeyFile damaged() {
    return new OperatorException.KeyFile(
        file,
        "the password does not open it, or the file was changed",
        "Check the password file. If the file is lost, begin the ceremony's next attempt.");
  }
}
