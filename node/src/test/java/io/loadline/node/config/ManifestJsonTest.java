package io.loadline.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.node.OperatorException;
import io.loadline.node.bundle.TestNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestJsonTest {
  private static final TestNetwork NETWORK = new TestNetwork(8);

  @TempDir Path folder;

  @Test
  void aManifestReadsBackTheSame() throws IOException {
    NetworkManifest manifest = manifest(List.of(peer(NETWORK.identity(2), NETWORK.identity(2))));
    NetworkManifest read = ManifestJson.read(write(ManifestJson.write(manifest)));
    assertThat(read).isEqualTo(manifest);
    assertThat(read.networkId()).isEqualTo(NETWORK.genesis.networkId());
  }

  @Test
  void aNetworkWithoutAKeyReadsBackTheSameAndIsNotTakenForOneWithAKey() throws IOException {
    FoundingManifest founding =
        new FoundingManifest(
            "test",
            NETWORK.genesis,
            NETWORK.rules,
            new FoundingManifest.FirstKeyTerms(1, 1, 1_000, 2),
            List.of(peer(NETWORK.identity(2), NETWORK.identity(2))));
    Path file = write(ManifestJson.write(founding));
    assertThat(ManifestJson.readAny(file)).isEqualTo(founding);
    assertThatThrownBy(() -> ManifestJson.read(file))
        .isInstanceOf(OperatorException.Configuration.class)
        .hasMessageContaining("the network has no key yet");
    assertThat(founding.with(NETWORK.certificate)).isEqualTo(manifest(founding.peers()));
  }

  @Test
  void aManifestHasAKeyOrTermsForOneAndNotBoth() throws IOException {
    String json = ManifestJson.write(manifest(List.of()));
    String terms =
        "\"firstKey\" : {\"keyEpoch\": 1, \"validFromHeight\": 1, \"expiresAtHeight\": 9},";
    Path both = write(json.replaceFirst("\\{", "{" + terms));
    assertThatThrownBy(() -> ManifestJson.readAny(both))
        .hasMessageContaining("exactly one of committee and firstKey");
  }

  @Test
  void rulesThatTheOperatorsDidNotSignForAreRefused() throws IOException {
    String json = ManifestJson.write(manifest(List.of()));
    Path changed = write(json.replace("\"maxPositions\" : 128", "\"maxPositions\" : 127"));
    assertThatThrownBy(() -> ManifestJson.read(changed))
        .isInstanceOf(OperatorException.Configuration.class)
        .hasMessageContaining("committee: member 1 did not sign for this key");
  }

  @Test
  void aPeerThatItsOperatorDidNotBindIsRefused() throws IOException {
    PeerEntry stolen = peer(NETWORK.identity(1), NETWORK.identity(2));
    Path file = write(ManifestJson.write(manifest(List.of(stolen))));
    assertThatThrownBy(() -> ManifestJson.read(file))
        .hasMessageContaining("is not bound by the operator " + stolen.identity());
  }

  private static NetworkManifest manifest(List<PeerEntry> peers) {
    return new NetworkManifest("test", NETWORK.genesis, NETWORK.rules, NETWORK.certificate, peers);
  }

  private static PeerEntry peer(LocalIdentitySigner claimed, LocalIdentitySigner signer) {
    var key = PeerKey.ed25519(new byte[32]).publicKey();
    return new PeerEntry(
        claimed.address(),
        key,
        List.of(Multiaddr.of("/ip4/127.0.0.1/tcp/9400")),
        signer.sign(PeerBindings.digest(NETWORK.genesis.networkId(), key)));
  }

  private Path write(String json) throws IOException {
    return Files.writeString(folder.resolve("network.json"), json);
  }
}
