package io.loadline.node.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.node.OperatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {
  private static final byte[] CONTENT = "a polynomial that nobody else may read".getBytes(UTF_8);

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("state");
  }

  @Test
  void whatIsWrittenLastIsReadByTheNextProcessAndByNobodyElse() throws Exception {
    SealedFile writer = new SealedFile(file, "password", ScryptCost.LIGHT);
    assertThat(writer.read()).isEmpty();
    writer.replace("first".getBytes(UTF_8));
    writer.replace(CONTENT);
    assertThat(new SealedFile(file, "password", ScryptCost.LIGHT).read()).contains(CONTENT);
    assertThat(new SealedFile(file, "password", ScryptCost.STANDARD).read()).contains(CONTENT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain("polynomial");
    SealedFile stranger = new SealedFile(file, "passwore", ScryptCost.LIGHT);
    assertThatThrownBy(stranger::read).isInstanceOf(OperatorException.KeyFile.class);
  }

  @Test
  void aFileChangedAnywhereIsRefused() throws Exception {
    new SealedFile(file, "password", ScryptCost.LIGHT).replace(CONTENT);
    byte[] good = Files.readAllBytes(file);
    // Version, salt, nonce, ciphertext, tag; not the cost, for its change makes other work.
    for (int at : new int[] {3, 16, 50, 62, good.length - 1}) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file, bad);
      assertThatThrownBy(new SealedFile(file, "password", ScryptCost.LIGHT)::read)
          .as("byte %d", at)
          .isInstanceOf(OperatorException.KeyFile.class);
    }
    Files.write(file, new byte[20]);
    assertThatThrownBy(new SealedFile(file, "password", ScryptCost.LIGHT)::read)
        .isInstanceOf(OperatorException.KeyFile.class);
  }

  @Test
  void whatIsReplacedIsOverwrittenOnTheDisk() throws Exception {
    SealedFile writer = new SealedFile(file, "password", ScryptCost.LIGHT);
    writer.replace(CONTENT);
    try (var before = Files.newByteChannel(file, StandardOpenOption.READ)) {
      writer.replace("second".getBytes(UTF_8));
      var bytes = java.nio.ByteBuffer.allocate((int) before.size());
      while (bytes.hasRemaining() && before.read(bytes) >= 0) {
        // Until the end.
      }
      assertThat(bytes.array()).hasSizeGreaterThan(CONTENT.length).containsOnly(0);
    }
    assertThat(writer.read()).contains("second".getBytes(UTF_8));
  }

  @Test
  void aLeftoverOfADeadProcessIsNoHindrance() throws Exception {
    Files.write(folder.resolve("state.new"), new byte[] {1, 2, 3});
    SealedFile writer = new SealedFile(file, "password", ScryptCost.LIGHT);
    writer.replace(CONTENT);
    assertThat(writer.read()).contains(CONTENT);
  }
}
