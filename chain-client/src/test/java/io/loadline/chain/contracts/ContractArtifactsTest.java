package io.loadline.chain.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The checked-in contract artifacts belong to the checked-in sources. Needs no Node; the Maven
 * profile {@code contracts} compiles anew and compares byte for byte.
 */
class ContractArtifactsTest {
  private static final Path ARTIFACTS = Path.of("src/main/resources/io/loadline/chain/contracts");

  @Test
  void sourcesAndSettingsAreThoseTheArtifactsWereMadeFrom() throws IOException {
    assertThat(digests().get("sources"))
        .as("contracts changed: run `npm run compile` in chain-client and commit the result")
        .isEqualTo(fingerprint());
  }

  @Test
  void everyArtifactIsTheOneThatWasCompiled() throws IOException {
    Map<String, String> expected = new TreeMap<>(digests());
    expected.remove("sources");
    Map<String, String> actual = new TreeMap<>();
    for (Path artifact : files(ARTIFACTS, ".json")) {
      actual.put(
          artifact.getFileName().toString(), hex(sha256().digest(Files.readAllBytes(artifact))));
    }
    assertThat(actual).isNotEmpty().isEqualTo(expected);
  }

  /**
   * The same as contracts/compile.mjs: path, length and bytes of each file, in the order of paths.
   */
  private static String fingerprint() throws IOException {
    TreeMap<String, Path> byName = new TreeMap<>();
    for (Path source : files(Path.of("src/main/solidity"), ".sol")) {
      byName.put(source.toString().replace('\\', '/'), source);
    }
    byName.put("contracts/settings.json", Path.of("contracts/settings.json"));
    byName.put("package.json", Path.of("package.json"));
    MessageDigest digest = sha256();
    for (Map.Entry<String, Path> file : byName.entrySet()) {
      byte[] bytes = Files.readAllBytes(file.getValue());
      digest.update((file.getKey() + "\n" + bytes.length + "\n").getBytes(UTF_8));
      digest.update(bytes);
    }
    return hex(digest.digest());
  }

  private static Map<String, String> digests() throws IOException {
    Map<String, String> byName = new TreeMap<>();
    for (String line : Files.readAllLines(ARTIFACTS.resolve("artifacts.sha256"))) {
      byName.put(line.substring(66), line.substring(0, 64));
    }
    return byName;
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> path.toString().endsWith(ending)).toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
