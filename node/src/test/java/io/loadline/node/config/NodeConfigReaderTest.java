package io.loadline.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.node.OperatorException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigReaderTest {
  private static final String MINIMAL =
      """
      network: network.json
      data: data
      keys:
        identity: keys/identity.json
        peer: keys/peer.json
        password: /secure/password.txt
      listen: /ip4/127.0.0.1/tcp/9400
      chains:
        31338:
          rpc: [http://127.0.0.1:8546]
        31337:
          rpc: [http://127.0.0.1:8545, "https://rpc.example/key"]
          quorum: 1
      """;

  @TempDir Path folder;

  @Test
  void aMinimalFileGetsTheDefaults() throws IOException {
    NodeConfig config = read(MINIMAL);
    assertThat(config.manifest()).isEqualTo(folder.resolve("network.json"));
    assertThat(config.keys().password()).isEqualTo(Path.of("/secure/password.txt"));
    assertThat(config.keys().share()).isEmpty();
    assertThat(config.chains().keySet()).containsExactly(31337L, 31338L);
    assertThat(config.chain(31338L).orElseThrow().quorum()).isEqualTo(1);
    assertThat(config.chain(31337L).orElseThrow().rpc())
        .containsExactly(
            URI.create("http://127.0.0.1:8545"), URI.create("https://rpc.example/key"));
    assertThat(config.http().listen().orElseThrow().toString()).contains("127.0.0.1:9500");
    assertThat(config.submit().enabled()).isTrue();
    assertThat(config.agreement().longestRound()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theExampleFileIsReadAndShowsTheDefaults() throws IOException {
    NodeConfig example = NodeConfigReader.read(repository().resolve("config/node.example.yaml"));
    assertThat(example.keys().share()).isPresent();
    NodeConfig minimal = read(MINIMAL);
    assertThat(example.submit()).isEqualTo(minimal.submit());
    assertThat(example.agreement()).isEqualTo(minimal.agreement());
    assertThat(example.http()).isEqualTo(minimal.http());
    assertThat(example.chain(1L).orElseThrow().deadline())
        .isEqualTo(minimal.chain(31337L).orElseThrow().deadline());
  }

  @Test
  void aMisspeltKeyIsNamedWithItsLineAndWhatWasProbablyMeant() {
    refuses(MINIMAL.replace("quorum", "qorum"))
        .hasMessageContaining("node.yaml line 13, chains.31337.qorum: is not a known key.")
        .hasMessageContaining("write quorum if that was meant");
  }

  @Test
  void aMissingKeyIsNamed() {
    refuses(MINIMAL.replace("  peer: keys/peer.json\n", ""))
        .hasMessageContaining("line 4, keys: the key peer is missing");
  }

  @Test
  void aWrongTypeIsNamed() {
    refuses(MINIMAL.replace("quorum: 1", "quorum: one"))
        .hasMessageContaining("line 13, chains.31337.quorum: is text where a whole number belongs");
    refuses(MINIMAL.replace("quorum: 1", "quorum: [1]")).hasMessageContaining("is a list");
    refuses(MINIMAL.replace("data: data", "data:")).hasMessageContaining("is nothing where text");
  }

  @Test
  void aValueOutOfRangeIsNamedWithTheRange() {
    refuses(MINIMAL.replace("quorum: 1", "quorum: 3"))
        .hasMessageContaining("3 is out of range. Give a whole number from 1 to 2.");
  }

  @Test
  void aRepeatedKeyIsRefused() {
    refuses(MINIMAL + "data: elsewhere\n").hasMessageContaining("node.yaml line 14");
  }

  @Test
  void addressesAreChecked() {
    refuses(MINIMAL.replace("http://127.0.0.1:8546", "ftp://127.0.0.1"))
        .hasMessageContaining("\"ftp://127.0.0.1\" is not an http or https address");
    refuses(MINIMAL.replace("/ip4/127.0.0.1/tcp/9400", "127.0.0.1:9400"))
        .hasMessageContaining("listen: \"127.0.0.1:9400\" is not a multiaddress");
    refuses(MINIMAL + "bootstrap: [/ip4/127.0.0.1/tcp/9401]\n")
        .hasMessageContaining("with a peer id");
    refuses(MINIMAL + "http: nowhere\n").hasMessageContaining("is not host:port");
  }

  @Test
  void brokenSyntaxAndAMissingFileAreNamed() {
    refuses("network: [unclosed\n").hasMessageContaining("cannot be parsed");
    assertThatThrownBy(() -> NodeConfigReader.read(folder.resolve("none.yaml")))
        .isInstanceOf(OperatorException.Configuration.class)
        .hasMessageContaining("none.yaml: there is no such file");
  }

  private AbstractThrowableAssert<?, ?> refuses(String yaml) {
    return assertThatThrownBy(() -> read(yaml)).isInstanceOf(OperatorException.Configuration.class);
  }

  private NodeConfig read(String yaml) throws IOException {
    return NodeConfigReader.read(Files.writeString(folder.resolve("node.yaml"), yaml));
  }

  static Path repository() {
    return Path.of("..").toAbsolutePath().normalize();
  }
}
